import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOfLatin1, fromBase64, latin1OfText, textOfLatin1, toBase64, toLatin1 } from '#shared/bytes/latin1.ts'

test('any bytes become base 64 as Node writes it, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes))
      expect(bytesOfLatin1(toLatin1(bytes))).toEqual(new Uint8Array(bytes))
    }),
    { numRuns: 500 },
  )
})

test('any text becomes the bytes of its UTF-8, and comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(latin1OfText(text)).toBe(Buffer.from(text, 'utf8').toString('latin1'))
      expect(textOfLatin1(latin1OfText(text))).toBe(text)
    }),
    { numRuns: 500 },
  )
})

test.each(['a', 'ab=', 'a-b_', '====', 'a b='])('“%s” is no base 64', (text) => expect(fromBase64(text)).toBeNull())
test('bytes that are no UTF-8 are no text', () => expect(textOfLatin1('\xff\xfe')).toBeNull())
