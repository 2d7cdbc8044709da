import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { Enquiry, EnquiryAnswer, RemoteProof } from '#main/providers/enquiry.ts'
import { matchingSignature } from '#main/providers/match-signature.ts'
import type { Provider, SignatureReading, SignedTime, StatedSignatures } from '#main/providers/provider.ts'
import type { HmacScheme } from '#shared/model/provider.ts'
import type { VerificationReason } from '#shared/model/verification.ts'

/** A secret as the check needs it, opened. */
export type CheckSecret = { id: string; secret: string }

export type ReadableSignature = Extract<SignatureReading, { kind: 'readable' }>
type Match = { secretId: string; stated: StatedSignatures; text: string }

/** What is known of the answer to an enquiry: nothing yet, that nobody answered, or the answer. */
export type Answers = (enquiry: Enquiry) => EnquiryAnswer | 'unreachable' | undefined

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
  | {
      ended: 'at-network'
      reason: VerificationReason
      reading: ReadableSignature
      skewSeconds: number | null
      /** What is still to be asked; empty where nobody answered. */
      enquiries: readonly Enquiry[]
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
    answers?: Answers
  },
): SignatureCheck {
  const reading = provider.readSignature(request, how.hmac, how.canonicalUrl)
  if (reading.kind === 'unreadable') return { ended: 'at-reading', reason: reading.reason, header: reading.header }
  const skewSeconds = reading.time && Math.floor(request.receivedAtMs / 1000) - reading.time.atSeconds
  if (reading.time && skewSeconds !== null) {
    const reason = timeFault(reading.time, skewSeconds, how.toleranceSeconds)
    if (reason !== null) return { ended: 'at-time', reason, reading, skewSeconds }
  }
  return { reading, skewSeconds, ...trySecrets(provider, reading, how) }
}

function timeFault(time: SignedTime, skewSeconds: number, toleranceSeconds: number): VerificationReason | null {
  if (skewSeconds > toleranceSeconds) return 'timestamp-too-old'
  return time.futureIsRefused && skewSeconds < -toleranceSeconds ? 'timestamp-in-future' : null
}

type Trial =
  | { ended: 'verified'; match: Match }
  | { ended: 'at-network'; reason: VerificationReason; enquiries: readonly Enquiry[] }
  | { ended: 'at-signature'; reason: VerificationReason; unusableSecretIds: readonly string[] }

/** What one secret says about one of the stated signatures. */
type Finding =
  | { kind: 'match'; match: Match }
  | { kind: 'no-match' | 'malformed' | 'unclear' }
  | { kind: 'to-be-asked'; enquiry: Enquiry }

const nobodyAsked: Answers = () => undefined

function trySecrets(
  provider: Provider,
  reading: ReadableSignature,
  { secrets, answers = nobodyAsked }: { secrets: readonly CheckSecret[]; answers?: Answers | undefined },
): Trial {
  const unusableSecretIds: string[] = []
  const findings: Finding[] = []
  for (const secret of secrets) {
    const found = reading.stated.map((stated) => trySecret(provider, stated, secret, answers))
    const matching = found.find((finding) => finding.kind === 'match')
    if (matching) return { ended: 'verified', match: matching.match }
    if (found.some(({ kind }) => kind === 'malformed')) unusableSecretIds.push(secret.id)
    findings.push(...found)
  }
  const enquiries = findings.flatMap((finding) => (finding.kind === 'to-be-asked' ? finding.enquiry : []))
  if (enquiries.length > 0) return { ended: 'at-network', reason: 'network-needed', enquiries }
  if (findings.some(({ kind }) => kind === 'unclear'))
    return { ended: 'at-network', reason: 'network-failed', enquiries }
  const areAllUnusable = secrets.length > 0 && unusableSecretIds.length === secrets.length
  return {
    ended: 'at-signature',
    reason: areAllUnusable ? 'secret-malformed' : 'signature-mismatch',
    unusableSecretIds,
  }
}

function trySecret(
  provider: Provider,
  stated: StatedSignatures,
  { id, secret }: CheckSecret,
  answers: Answers,
): Finding {
  const signed = stated.signedWith?.(secret) ?? stated.signed
  const matchOf = (text: string): Finding => ({
    kind: 'match',
    match: { secretId: id, stated: { ...stated, signed }, text },
  })
  const enquiry = stated.remote?.enquiryFor(secret) ?? null
  if (stated.remote && enquiry !== null) {
    const proof = proofBy(stated.remote, { enquiry, secret, answers })
    return proof === 'match' ? matchOf(stated.texts[0] ?? '') : proof
  }
  const key = provider.readKey(secret, stated.algorithm)
  const text = matchingSignature(stated.algorithm, key, signed, stated.texts)
  if (text !== null) return matchOf(text)
  return { kind: key.kind === 'malformed' ? 'malformed' : 'no-match' }
}

function proofBy(
  remote: RemoteProof,
  { enquiry, secret, answers }: { enquiry: Enquiry | 'malformed'; secret: string; answers: Answers },
): Finding | 'match' {
  if (enquiry === 'malformed') return { kind: 'malformed' }
  const answer = answers(enquiry)
  if (answer === undefined) return { kind: 'to-be-asked', enquiry }
  const isProven = answer === 'unreachable' ? null : remote.proves(answer, secret)
  if (isProven === null) return { kind: 'unclear' }
  return isProven ? 'match' : { kind: 'no-match' }
}
