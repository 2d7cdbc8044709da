import { createHash, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Random } from '#main/core/ports.ts'

// `creel_`, 256 bits in base 62, and six letters by which a mistyped or cut key is told from a wrong one. Secret
// scanners find it by its prefix and can check it by themselves.
const prefix = 'creel_'
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const secretBytes = 32
const secretLetters = 43
const checkLetters = 6
const lookupLetters = 8
const hintLetters = 4

const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${secretLetters + checkLetters}}$`)

/** What is kept of a key: nothing that could be used. */
export type KeptToken = { lookup: string; hint: string; salt: Uint8Array; tokenHash: Uint8Array }

/** Makes what a key is made of. */
export function newToken(random: Random): { token: string; kept: KeptToken } {
  const secret = toLetters(BigInt(`0x${Buffer.from(random(secretBytes)).toString('hex')}`), secretLetters)
  const token = prefix + secret + checkOf(secret)
  const salt = random(16)
  return {
    token,
    kept: { lookup: lookupOf(token), hint: token.slice(-hintLetters), salt, tokenHash: hashOf(token, salt) },
  }
}

/** Whether somebody means one of our keys, right or wrong. */
export const looksLikeKey = (token: string): boolean => token.startsWith(prefix)

/** Whether it is whole: nothing was cut off or mistyped. */
export function isWhole(token: string): boolean {
  if (!shape.test(token)) return false
  const secret = token.slice(prefix.length, -checkLetters)
  return token.slice(-checkLetters) === checkOf(secret)
}

export const lookupOf = (token: string): string => token.slice(prefix.length, prefix.length + lookupLetters)

export const isTokenOf = (token: string, { salt, tokenHash }: Pick<KeptToken, 'salt' | 'tokenHash'>): boolean =>
  timingSafeEqual(hashOf(token, salt), tokenHash)

const hashOf = (token: string, salt: Uint8Array): Uint8Array => createHash('sha256').update(salt).update(token).digest()

const checkOf = (secret: string): string => toLetters(BigInt(crc32(secret)), checkLetters)

function toLetters(value: bigint, length: number): string {
  const base = BigInt(letters.length)
  let rest = value
  let text = ''
  for (let place = 0; place < length; place += 1) {
    text = (letters[Number(rest % base)] ?? '') + text
    rest /= base
  }
  return text
}
