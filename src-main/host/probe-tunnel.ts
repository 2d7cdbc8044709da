import { randomBytes } from 'node:crypto'
import { request } from 'undici'
import type { ProbeResult, ProbeTunnel } from '#main/core/tunnels/tunnel-driver.ts'
import { isProbeAnswer } from '#main/core/tunnels/probe-answer.ts'

const timeoutMs = 5_000
const mostRead = 100_000

/**
 * Proves from outside that a public URL leads to this very Creel: a fresh nonce goes through it, and comes back signed
 * with a key that never leaves this process.
 */
export const createProbeTunnel =
  (key: Uint8Array): ProbeTunnel =>
  async (url, signal) => {
    const nonce = randomBytes(16).toString('base64url')
    const startedAt = performance.now()
    try {
      const { statusCode, body } = await request(`${url}/healthz?probe=${nonce}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        headers: { 'user-agent': 'Creel-Probe', accept: 'application/json' },
      })
      const text = await readStart(body)
      return judge({ key, nonce, statusCode, text, latencyMs: performance.now() - startedAt })
    } catch (error) {
      return { kind: 'failed', problem: `The public address does not answer (${(error as Error).message}).` }
    }
  }

// Whatever answers there is a stranger: it may go on for ever.
async function readStart(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= mostRead) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

type Answer = { key: Uint8Array; nonce: string; statusCode: number; text: string; latencyMs: number }

function judge({ key, nonce, statusCode, text, latencyMs }: Answer): ProbeResult {
  const answer = /"probe":"([\w-]+)"/.exec(text)?.[1]
  if (answer !== undefined && isProbeAnswer(key, nonce, answer)) return { kind: 'proven', latencyMs }
  if (/<html|<!doctype/i.test(text)) {
    return {
      kind: 'failed',
      problem:
        `The tunnel server shows a page of its own (status ${statusCode}) instead of letting requests through. ` +
        'Senders that look like a browser will see it, too; send the header “bypass-tunnel-reminder”, or use another tunnel.',
    }
  }
  if (answer !== undefined) return { kind: 'failed', problem: 'Another program answers at the public address.' }
  return { kind: 'failed', problem: `The public address answers ${statusCode}, and not from this computer.` }
}
