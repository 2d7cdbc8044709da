import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTokenOf, isWhole, looksLikeKey, newToken } from '#main/core/api-keys/key-token.ts'

test('a key has a prefix and a checksum, and of it only a salted hash is kept', () => {
  const { token, kept } = newToken((count) => randomBytes(count))
  expect(token).toMatch(/^creel_[0-9A-Za-z]{49}$/)
  expect([looksLikeKey(token), isWhole(token), isTokenOf(token, kept)]).toEqual([true, true, true])
  expect(token.endsWith(kept.hint)).toBe(true)
  expect(JSON.stringify(kept)).not.toContain(token.slice(14))
})

test('the same chance makes the same key, another another; two keys never share a hash, for the salt differs', () => {
  const zero = newToken((count) => new Uint8Array(count))
  expect(zero.token).toBe(`creel_${'0'.repeat(43)}${zero.token.slice(-6)}`)
  const one = newToken((count) => randomBytes(count))
  expect(isTokenOf(zero.token, one.kept)).toBe(false)
  expect(isTokenOf(one.token, { ...one.kept, salt: new Uint8Array(16) })).toBe(false)
})

test('a key with any one letter changed or missing is told from a whole one', () => {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const place = fc.integer({ min: 6, max: 54 })
  fc.assert(
    fc.property(bytes, place, fc.constantFrom(...letters.split('')), (chance, at, letter) => {
      const { token } = newToken((count) => chance.slice(0, count))
      fc.pre(token[at] !== letter)
      expect(isWhole(token)).toBe(true)
      expect(isWhole(token.slice(0, at) + letter + token.slice(at + 1))).toBe(false)
      expect(isWhole(token.slice(0, at) + token.slice(at + 1))).toBe(false)
    }),
  )
})
