import { AppError } from '#shared/contract/problem.ts'
import type { Clock, OutgoingRequest, SendRequest } from '#main/core/ports.ts'
import { signCall } from './check-call.ts'

const timeoutMs = 10_000
const keepBytes = 64_000

/** Makes a signed call to an inbound address of this Creel, as an outside service does. Throws `not-running`. */
export async function sendSample(
  { sendToReceiver, clock }: { sendToReceiver: SendRequest; clock: Clock },
  { url, secret, body, signal }: { url: string; secret: string; body: string; signal: AbortSignal },
): Promise<{ status: number; answer: string }> {
  // Milliseconds: two samples within a second have signatures of their own.
  const timestamp = String(clock.now())
  const bytes = Buffer.from(body)
  const request: OutgoingRequest = {
    method: 'POST',
    url,
    headers: [
      ['Content-Type', 'application/json'],
      ['User-Agent', 'Creel'],
      ['X-Timestamp', timestamp],
      ['X-Signature', `sha256=${Buffer.from(signCall(secret, timestamp, bytes)).toString('hex')}`],
    ],
    body: bytes,
  }
  const result = await sendToReceiver(request, { timeoutMs, keepBytes, signal })
  if (result.kind === 'answered') return { status: result.status, answer: new TextDecoder().decode(result.body) }
  throw new AppError(
    'not-running',
    `The sample did not reach ${new URL(url).host}: ${result.message}. Is Creel receiving? See “creel status”.`,
  )
}
