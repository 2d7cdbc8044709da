import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { bodyTextOf, keepRawBody } from '#main/core/verification/doctor/body-text.ts'

/** Windows-1252 from 0x80 to 0x9f, where it differs from Latin-1 (https://encoding.spec.whatwg.org/#windows-1252). */
const windows1252 = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index))

/** The bytes of a text in Windows-1252, or in Latin-1; null where a letter has none. */
function narrow(text: string, isWindows: boolean): Buffer | null {
  const bytes = Buffer.alloc(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const special = isWindows && code > 0x7f ? windows1252.indexOf(text.charAt(at)) : -1
    if (special === -1 && code > 0xff) return null
    bytes[at] = special === -1 ? code : 0x80 + special
  }
  return bytes
}

const hasHighBytes = (body: Uint8Array): boolean => body.some((byte) => byte > 0x7f)

function* originals(patient: Patient): Generator<{ words: string; body: Uint8Array | null }> {
  const { body } = patient.request
  const text = bodyTextOf(patient)
  if (text !== null && hasHighBytes(body)) {
    yield { words: 'UTF-8 that something read as Latin-1 and encoded once more', body: narrow(text, false) }
    yield { words: 'UTF-8 that something read as Windows-1252 and encoded once more', body: narrow(text, true) }
    yield { words: 'UTF-16, little endian', body: Buffer.from(text, 'utf16le') }
  }
  if (text === null && body.length <= 1_048_576) {
    yield { words: 'UTF-8, which came as Latin-1', body: Buffer.from(Buffer.from(body).toString('latin1'), 'utf8') }
    const windows = new TextDecoder('windows-1252').decode(body)
    yield { words: 'UTF-8, which came as Windows-1252', body: Buffer.from(windows, 'utf8') }
    yield { words: 'UTF-8, which came as UTF-16', body: Buffer.from(Buffer.from(body).toString('utf16le'), 'utf8') }
  }
}

/** Letters beyond ASCII were converted: read in one charset and written in another. */
export function* charset(patient: Patient): Generator<Trial> {
  for (const { words, body } of originals(patient)) {
    if (body === null) continue
    yield {
      request: withBody(patient.request, body),
      tell: () => ({
        evidence: `The signature verifies where the body is ${words}.`,
        fix: `Name the charset in Content-Type, and do not convert. ${keepRawBody}`,
        action: { kind: 'copy-code' },
      }),
    }
  }
}
