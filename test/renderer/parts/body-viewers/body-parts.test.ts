import { expect, test } from 'vitest'
import { hexRow, hexRowCount } from '#renderer/parts/body-viewers/hex-rows.ts'
import { splitMultipart } from '#renderer/parts/body-viewers/multipart.ts'
import { splitUrlEncoded } from '#shared/rules/formats/url-encoded.ts'

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('the last line of the hex view holds what is left', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, index) => 0x3f + index)
  expect(hexRowCount(bytes)).toBe(2)
  expect(hexRow(bytes, 1)).toEqual({ offset: '00000010', bytes: ['4f', '50'], letters: 'OP' })
  expect(hexRow(Uint8Array.of(0, 0x41, 0xff), 0).letters).toBe('·A·')
})

test('a multipart body comes apart into its parts, byte for byte', () => {
  const body = [
    'preamble\r\n--xx\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\nworld\r\n',
    '--xx\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\".png"\r\ncontent-type: image/png\r\n\r\n\u0001\u0002\r\n',
    '--xx--\r\nepilogue',
  ].join('')
  const parts = splitMultipart(new TextEncoder().encode(body), 'xx')
  expect(parts.map(({ name, fileName, contentType, bytes }) => [name, fileName, contentType, textOf(bytes)])).toEqual([
    ['note', null, null, 'hello\r\nworld'],
    ['file', 'a "b".png', 'image/png', '\u0001\u0002'],
  ])
})

test('a multipart body without its boundary has no parts, an empty part is empty', () => {
  expect(splitMultipart(new TextEncoder().encode('hello'), 'xx')).toEqual([])
  expect(splitMultipart(new TextEncoder().encode('--xx\r\n\r\n--xx--'), 'xx').map(({ bytes }) => bytes.length)).toEqual(
    [0],
  )
})

test('a query keeps order, duplicates and what does not decode', () => {
  expect(splitUrlEncoded('b=1&a=x+y%21&b=&flag&%zz=1')).toEqual([
    { raw: 'b=1', name: 'b', value: '1' },
    { raw: 'a=x+y%21', name: 'a', value: 'x y!' },
    { raw: 'b=', name: 'b', value: '' },
    { raw: 'flag', name: 'flag', value: '' },
    { raw: '%zz=1', name: null, value: '1' },
  ])
})
