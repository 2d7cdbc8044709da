import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { promisify } from 'node:util'
import { inboundSecretVariable } from '#shared/export/inbound-sample.ts'
import type { RunningService } from './service.ts'

/** Switches inbound tasks on and answers the secret. */
export async function openInbound(creel: RunningService, settings: object = {}): Promise<string> {
  const { secret } = await creel.call('inbound.rotateSecret', {})
  await creel.call('inbound.update', { enabled: true, ...settings })
  return secret
}

export const signInbound = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

export const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** Makes a signed call, as an outside service does. */
export async function callInbound(
  url: string,
  secret: string,
  given: object | string,
  { timestamp = String(nowSeconds()), headers = {} }: { timestamp?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = typeof given === 'string' ? given : JSON.stringify(given)
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signInbound(secret, timestamp, body),
      ...headers,
    },
  })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} }
}

/** Runs the sample as a person would, and answers the body of the answer. */
export async function runSample(sample: string, secret: string): Promise<unknown> {
  const env = { ...process.env, [inboundSecretVariable]: secret }
  return JSON.parse((await promisify(execFile)('sh', ['-c', sample], { env })).stdout) as unknown
}
