import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { keepRawBody } from '#main/core/verification/doctor/body-text.ts'

const mark = Buffer.from('efbbbf', 'hex')

/** The three bytes that some programs write before UTF-8 text. */
export function* byteOrderMark({ request }: Patient): Generator<Trial> {
  const body = Buffer.from(request.body)
  const isMarked = body.subarray(0, mark.length).equals(mark)
  const words = isMarked
    ? 'without the byte order mark (EF BB BF) before the body: it was added on the way'
    : 'with a byte order mark (EF BB BF) before the body: it was lost on the way'
  yield {
    request: withBody(request, isMarked ? body.subarray(mark.length) : Buffer.concat([mark, body])),
    tell: () => ({
      evidence: `The signature verifies ${words}.`,
      fix: keepRawBody,
      action: { kind: 'copy-code' },
    }),
  }
}
