import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '#shared/contract/problem.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'
import { inboundToleranceSeconds } from '#shared/model/inbound.ts'
import { parseSecondsOrMilliseconds } from '#main/providers/signed-time.ts'

/**
 * Checks the signature of an inbound call: HMAC-SHA256 over the time-stamp as it was written, a dot and the raw body,
 * keyed with the UTF-8 bytes of the secret. Answers the signature. Throws `unauthorized`.
 */
export function checkCall(
  { headers, body }: { headers: HeaderPairs; body: Uint8Array },
  { secrets, nowMs }: { secrets: readonly string[]; nowMs: number },
): Uint8Array {
  const timestamp = onlyValue(headers, 'X-Timestamp')
  const signature = readSignature(onlyValue(headers, 'X-Signature'))
  const skewMs = Math.abs(nowMs - readTime(timestamp))
  if (skewMs > inboundToleranceSeconds * 1000)
    throw refused(
      `The X-Timestamp is ${Math.round(skewMs / 1000)} s from now; at most ${inboundToleranceSeconds} s are taken.`,
    )
  const isSigned = secrets.some((secret) => timingSafeEqual(signCall(secret, timestamp, body), signature))
  if (!isSigned) throw refused('The X-Signature does not fit the secret, the X-Timestamp and the body.')
  return signature
}

/** The signature of a call, as bytes. */
export const signCall = (secret: string, timestamp: string, body: Uint8Array): Uint8Array =>
  createHmac('sha256', Buffer.from(secret, 'utf8')).update(`${timestamp}.`).update(body).digest()

// Two of a kind could be read differently by two readers.
function onlyValue(headers: HeaderPairs, name: string): string {
  const [value, ...more] = valuesOf(headers, name)
  if (value === undefined) throw refused(`The header ${name} is missing.`)
  if (more.length > 0) throw refused(`The header ${name} is there more than once.`)
  return value.trim()
}

function readSignature(text: string): Uint8Array {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(text)?.[1]
  if (hex === undefined) throw refused('The X-Signature must be sha256= and 64 hexadecimal digits.')
  return Buffer.from(hex, 'hex')
}

const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

function readTime(text: string): number {
  const seconds = parseSecondsOrMilliseconds(text)
  if (seconds !== null) return seconds * 1000
  const time = isoMoment.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time)) throw refused('The X-Timestamp must be Unix seconds, milliseconds or ISO 8601.')
  return time
}

const refused = (words: string): AppError => new AppError('unauthorized', words)
