/**
 * Bytes as Latin-1 text, one letter a byte, and what they mean. `src-shared` runs anywhere and so has neither `Buffer`
 * nor `TextDecoder`; the functions of percent-encoding, which the language itself has, know UTF-8.
 */

/** The bytes as letters. */
export function toLatin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** The bytes that the letters stand for. */
export const bytesOfLatin1 = (latin1: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(latin1, (letter) => letter.charCodeAt(0) & 0xff)

/** The UTF-8 bytes of a text, as letters. Half of a surrogate pair becomes U+FFFD. */
export const latin1OfText = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )

/** The text whose UTF-8 the letters are; null where they are none. */
export function textOfLatin1(latin1: string): string | null {
  try {
    return decodeURIComponent(
      latin1.replaceAll(/[^\x21-\x24\x26-\x7e]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    )
  } catch {
    return null
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The base 64 of bytes (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const given = Math.min(3, bytes.length - at)
    for (let place = 0; place < 4; place += 1) {
      text += place <= given ? letters.charAt((group >> (18 - 6 * place)) & 63) : '='
    }
  }
  return text
}

const places = new Map(letters.split('').map((letter, place) => [letter, place]))

/** The bytes of a base 64 text; null where it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const given = text.replace(/={0,2}$/, '')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*$/.test(given)) return null
  const bytes = new Uint8Array(Math.floor((given.length * 3) / 4))
  let group = 0
  for (let at = 0, written = 0; at < given.length; at += 1) {
    group = (group << 6) | (places.get(given.charAt(at)) ?? 0)
    if (at % 4 === 0) continue
    bytes[written] = (group >> (6 - 2 * (at % 4))) & 0xff
    written += 1
  }
  return bytes
}
