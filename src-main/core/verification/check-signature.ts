import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { matchingSignature } from '#main/providers/match-signature.ts'
import type { Provider, SignatureReading, SignedTime, StatedSignatures } from '#main/providers/provider.ts'
import type { HmacScheme } from '#shared/model/provider.ts'
import type { VerificationReason } from '#shared/model/verification.ts'

/** A secret as the check needs it, opened. */
export type CheckSecret = { id: string; secret: string }

export type ReadableSignature = Extract<SignatureReading, { kind: 'readable' }>
type Match = { secretId: string; stated: StatedSignatures; text: string }

/** How a check went: where it stopped and what it knew by then. Whoever decides and whoever tells read the same. */
export type SignatureCheck =
  | { ended: 'at-reading'; reason: VerificationReason; header: string }
  | { ended: 'at-time'; reason: VerificationReason; reading: ReadableSignature; skewSeconds: number }
  | {
      ended: 'at-signature'
      reason: VerificationReason
      reading: ReadableSignature
      skewSeconds: number | null
      unusableSecretIds: readonly string[]
    }
  | { ended: 'verified'; reading: ReadableSignature; skewSeconds: number | null; match: Match }

/** Checks the signature of a request: read it, look at its time, then try the secrets. Never throws. */
export function checkSignature(
  provider: Provider,
  request: CapturedRequest,
  how: {
    hmac: HmacScheme | null
    toleranceSeconds: number
    secrets: readonly CheckSecret[]
    canonicalUrl?: string | null
  },
): SignatureCheck {
  const reading = provider.readSignature(request, how.hmac, how.canonicalUrl)
  if (reading.kind === 'unreadable') return { ended: 'at-reading', reason: reading.reason, header: reading.header }
  const skewSeconds = reading.time && Math.floor(request.receivedAtMs / 1000) - reading.time.atSeconds
  if (reading.time && skewSeconds !== null) {
    const reason = timeFault(reading.time, skewSeconds, how.toleranceSeconds)
    if (reason !== null) return { ended: 'at-time', reason, reading, skewSeconds }
  }
  return { reading, skewSeconds, ...trySecrets(provider, reading, how.secrets) }
}

function timeFault(time: SignedTime, skewSeconds: number, toleranceSeconds: number): VerificationReason | null {
  if (skewSeconds > toleranceSeconds) return 'timestamp-too-old'
  return time.futureIsRefused && skewSeconds < -toleranceSeconds ? 'timestamp-in-future' : null
}

type Trial =
  | { ended: 'verified'; match: Match }
  | { ended: 'at-signature'; reason: VerificationReason; unusableSecretIds: readonly string[] }

function trySecrets(provider: Provider, reading: ReadableSignature, secrets: readonly CheckSecret[]): Trial {
  const unusableSecretIds: string[] = []
  for (const { id, secret } of secrets) {
    const keys = reading.stated.map((stated) => ({ stated, key: provider.readKey(secret, stated.algorithm) }))
    for (const { stated, key } of keys) {
      const text = matchingSignature(stated.algorithm, key, stated.signed, stated.texts)
      if (text !== null) return { ended: 'verified', match: { secretId: id, stated, text } }
    }
    if (keys.some(({ key }) => key.kind === 'malformed')) unusableSecretIds.push(id)
  }
  const areAllUnusable = secrets.length > 0 && unusableSecretIds.length === secrets.length
  return {
    ended: 'at-signature',
    reason: areAllUnusable ? 'secret-malformed' : 'signature-mismatch',
    unusableSecretIds,
  }
}
