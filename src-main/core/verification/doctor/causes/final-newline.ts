import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { keepRawBody } from '#main/core/verification/doctor/body-text.ts'

const added = (end: string, words: string) => ({
  words: `once ${words} is added at the end of the body: it was lost on the way`,
  change: (body: Buffer): Buffer => Buffer.concat([body, Buffer.from(end)]),
})

const changes: readonly { words: string; change: (body: Buffer) => Buffer }[] = [
  {
    words: 'once the line break at the end of the body is left out: it was added on the way',
    change: (body) => body.subarray(0, body.length - (endsWith(body, '\r\n') ? 2 : endsWith(body, '\n') ? 1 : 0)),
  },
  added('\n', 'a newline'),
  added('\r\n', 'a carriage return and a newline'),
  {
    words: 'once the spaces and line breaks around the body are left out: they were added on the way',
    change: (body) => Buffer.from(body.toString('latin1').trim(), 'latin1'),
  },
]

const endsWith = (body: Buffer, end: string): boolean => body.subarray(-end.length).toString('latin1') === end

/** A line break at the end of the body was added or removed. */
export function* finalNewline({ request }: Patient): Generator<Trial> {
  const body = Buffer.from(request.body)
  for (const { words, change } of changes) {
    const changed = change(body)
    if (changed.equals(body)) continue
    yield {
      request: withBody(request, changed),
      tell: () => ({
        evidence: `The signature verifies ${words}.`,
        fix: keepRawBody,
        action: { kind: 'copy-code' },
      }),
    }
  }
}
