import { AppError } from '#shared/contract/problem.ts'
import type { Clock, SendRequest } from '#main/core/ports.ts'

const timeoutMs = 10_000
const keepBytes = 1024

type TestParts = { sendToReceiver: SendRequest; clock: Clock }

/** Sends a small JSON request to an address of the receiver, as any sender would, and tells the status of the answer. */
export async function sendTest(
  { sendToReceiver, clock }: TestParts,
  url: string,
  signal: AbortSignal,
): Promise<number> {
  const body = JSON.stringify({
    type: 'test',
    message: 'Hello from Creel',
    sentAt: new Date(clock.now()).toISOString(),
  })
  const headers = [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Creel'],
  ] as const
  const request = { method: 'POST', url, headers, body: Buffer.from(body) }
  const result = await sendToReceiver(request, { timeoutMs, keepBytes, signal })
  if (result.kind === 'answered') return result.status
  throw new AppError(
    'not-running',
    `The test request did not reach ${new URL(url).host}: ${result.message}. Is Creel receiving? See “creel status”.`,
  )
}
