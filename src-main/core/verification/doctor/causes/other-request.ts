import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'

/** The signature fits the body of another request: a body was mixed up, cut or changed on the way. */
export async function* otherRequest({ request, neighbours, secrets }: Patient): AsyncGenerator<Trial> {
  if (secrets.length === 0) return
  const own = Buffer.from(request.body)
  for await (const { id, receivedAt, body } of neighbours()) {
    if (own.equals(body)) continue
    yield {
      request: withBody(request, body),
      tell: () => ({
        evidence: `The signature is right for the body of ${id} (${receivedAt}), ${differenceWords(own, body)}.`,
        fix: 'The body was changed or mixed up on the way, or this request was forged from that one. Compare the two.',
        action: { kind: 'open-request', requestId: id },
      }),
    }
  }
}

function differenceWords(own: Uint8Array, other: Uint8Array): string {
  const at = own.findIndex((byte, index) => byte !== other[index])
  const sizes = `which has ${other.length} bytes, and this one ${own.length}`
  return `${sizes}; they differ from byte ${(at === -1 ? own.length : at) + 1} on`
}
