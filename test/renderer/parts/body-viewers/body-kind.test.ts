import { expect, test } from 'vitest'
import { bodyKindOf, contentTypeParameter, decodeText } from '#renderer/parts/body-viewers/body-kind.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each([
  ['application/json; charset=utf-8', 'json'],
  ['application/cloudevents+json', 'json'],
  ['text/html', 'html'],
  ['application/soap+xml', 'xml'],
  ['image/svg+xml', 'xml'],
  ['application/x-www-form-urlencoded', 'form'],
  ['multipart/form-data; boundary=x', 'multipart'],
  ['IMAGE/PNG', 'image'],
  ['text/csv', 'text'],
])('%s is shown as %s', (contentType, kind) => {
  expect(bodyKindOf(contentType, bytesOf('x'))).toBe(kind)
})

test('without a known content type the bytes decide', () => {
  expect(bodyKindOf(null, bytesOf(' {"a":1}'))).toBe('json')
  expect(bodyKindOf('application/octet-stream', bytesOf('hello'))).toBe('text')
  expect(bodyKindOf(null, Uint8Array.of(0x89, 0x50, 0, 1))).toBe('binary')
  expect(bodyKindOf('application/json', new Uint8Array())).toBe('empty')
})

test('the declared charset decodes the body, an unknown one does not stop it', () => {
  const e = Uint8Array.of(0x63, 0x61, 0x66, 0xe9)
  expect(decodeText(e, 'text/plain; charset=ISO-8859-1')).toMatchObject({
    text: 'café',
    charset: 'windows-1252',
    isDeclared: true,
  })
  expect(decodeText(e, 'text/plain; charset="klingon"')).toMatchObject({
    text: 'café',
    charset: 'windows-1252',
    isDeclared: false,
  })
  expect(decodeText(bytesOf('café'), null)).toMatchObject({ text: 'café', charset: 'utf-8', isText: true })
})

test('a letter cut off at the end of a part still reads as UTF-8', () => {
  expect(decodeText(bytesOf('naïve é').subarray(0, -1), null, true).charset).toBe('utf-8')
})

test('a parameter is found quoted, bare and in any case', () => {
  expect(contentTypeParameter('multipart/mixed; Boundary="a b"', 'boundary')).toBe('a b')
  expect(contentTypeParameter('text/plain;charset=utf-8; x=1', 'charset')).toBe('utf-8')
  expect(contentTypeParameter('text/plain', 'charset')).toBeNull()
})
