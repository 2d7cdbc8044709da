import { mediaType } from '#main/core/events/parse-body.ts'
import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { bodyTextOf, keepRawBody } from '#main/core/verification/doctor/body-text.ts'

type Rewriting = { words: string; write: (text: string) => string }

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

const pairwise =
  (write: (part: string) => string) =>
  (text: string): string =>
    text
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=')
        return at === -1 ? write(pair) : `${write(pair.slice(0, at))}=${write(pair.slice(at + 1))}`
      })
      .join('&')

const percent = (text: string): string => encodeURIComponent(text)
const plus = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

const ofForms: readonly Rewriting[] = [
  { words: 'with %20 for a space', write: (text) => text.replaceAll('+', '%20') },
  { words: 'with + for a space', write: (text) => text.replaceAll('%20', '+') },
  { words: 'percent-encoded', write: pairwise(percent) },
  { words: 'percent-encoded, with + for a space', write: pairwise(plus) },
  { words: 'percent-encoded anew', write: pairwise((part) => percent(decode(part))) },
  { words: 'percent-encoded anew, with + for a space', write: pairwise((part) => plus(decode(part))) },
  { words: 'with escapes in small letters', write: (text) => text.replaceAll(/%[0-9A-F]{2}/g, lower) },
  { words: 'with escapes in capitals', write: (text) => text.replaceAll(/%[0-9a-f]{2}/g, upper) },
  { words: 'decoded', write: decode },
]

const lower = (text: string): string => text.toLowerCase()
const upper = (text: string): string => text.toUpperCase()

// GitHub and Slack send JSON as the field `payload` of a form.
const ofPayloads: readonly Rewriting[] = [
  { words: 'as the field payload of a form', write: (text) => `payload=${percent(text)}` },
  { words: 'as the field payload of a form, with + for a space', write: (text) => `payload=${plus(text)}` },
]

/** A form was decoded, or decoded and encoded otherwise, before it was checked. */
export function* formDecoded(patient: Patient): Generator<Trial> {
  const text = bodyTextOf(patient)
  if (text === null || text === '') return
  const isForm = mediaType(patient.request) === 'application/x-www-form-urlencoded' || /^[^\s{[<"]+=/.test(text)
  for (const { words, write } of isForm ? ofForms : ofPayloads) {
    const written = writeOrNothing(write, text)
    if (written === null || written === text) continue
    yield {
      request: withBody(patient.request, written),
      tell: () => ({
        evidence: `The signature verifies where the body is written ${words}.`,
        fix: keepRawBody,
        action: { kind: 'copy-code' },
      }),
    }
  }
}

// A stray percent sign, or half of a surrogate pair, cannot be decoded or encoded.
function writeOrNothing(write: (text: string) => string, text: string): string | null {
  try {
    return write(text)
  } catch {
    return null
  }
}
