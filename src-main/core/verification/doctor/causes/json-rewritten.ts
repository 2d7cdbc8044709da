import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { bodyTextOf } from '#main/core/verification/doctor/body-text.ts'
import { jsonStyles, printJson, readJson } from '#main/core/verification/doctor/print-json.ts'

const fix =
  'Something parsed the body and wrote it anew before it was checked. Verify the raw body, and parse it afterwards.'

/** The JSON says the same, but its letters are others: spaces, indentation, escapes, order of keys. */
export function* jsonRewritten(patient: Patient): Generator<Trial> {
  const text = bodyTextOf(patient)
  const tree = text === null ? null : readJson(text)
  if (tree === null) return
  const seen = new Set([text])
  for (const style of jsonStyles()) {
    const printed = printJson(tree, style)
    if (seen.has(printed)) continue
    seen.add(printed)
    yield {
      request: withBody(patient.request, printed),
      tell: () => ({
        evidence: `The signature verifies where the same JSON is written ${style.words}.`,
        fix,
        action: { kind: 'copy-code' },
      }),
    }
  }
}
