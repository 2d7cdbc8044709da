import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { keepRawBody } from '#main/core/verification/doctor/body-text.ts'

const changes: readonly { words: string; change: (latin1: string) => string }[] = [
  { words: 'CRLF, which came as LF', change: (text) => text.replaceAll(/\r?\n/g, '\r\n') },
  { words: 'LF, which came as CRLF', change: (text) => text.replaceAll('\r\n', '\n') },
  { words: 'CR, which came as LF', change: (text) => text.replaceAll(/\r?\n/g, '\r') },
]

/** Line breaks inside of the body were converted. */
export function* lineEndings({ request }: Patient): Generator<Trial> {
  const text = Buffer.from(request.body).toString('latin1')
  for (const { words, change } of changes) {
    const changed = change(text)
    if (changed === text) continue
    yield {
      request: withBody(request, Buffer.from(changed, 'latin1')),
      tell: () => ({
        evidence: `The signature verifies where the lines of the body end in ${words}.`,
        fix: `Something on the way handled the body as text. ${keepRawBody}`,
        action: { kind: 'copy-code' },
      }),
    }
  }
}
