import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { createSampleContext } from '#main/providers/sample-context.ts'
import { capturedRequest } from './captured-request.ts'

const usualNow = new Date('2026-11-26T08:00:00Z')

/** The same chance in each run: bytes that count on from a start. */
export function contextFrom(start: number, now = usualNow): SampleContext {
  let next = start
  const random = (count: number) => Uint8Array.from({ length: count }, () => (next += 37) % 256)
  return createSampleContext({ now, random })
}

/** A sample as a request, not signed yet. */
export function sampleRequest(sample: EventSample, context: SampleContext): CapturedRequest {
  const body = sample.body(context)
  return capturedRequest({
    method: sample.method ?? 'POST',
    target: '/in/token?from=creel',
    path: '?from=creel',
    headers: [['Host', 'hooks.example.com'], ...sample.headers(context)],
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAtMs: context.now.getTime(),
  })
}
