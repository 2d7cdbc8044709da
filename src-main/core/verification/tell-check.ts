import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { algorithmWords } from '#main/providers/match-signature.ts'
import type { StatedSignatures } from '#main/providers/provider.ts'
import type { VerificationStep } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import type { ReadableSignature, SignatureCheck } from './check-signature.ts'
import { duration } from './duration.ts'

const shownSignedBytes = 1024

/** What telling needs besides the check: the limit and the names of the secrets. */
export type Telling = { toleranceSeconds: number; secrets: readonly { id: string; hint: string }[] }

/** Tells a check that was made; nothing is computed anew, so that the words cannot differ from the verdict. */
export function tellCheck(check: SignatureCheck, request: CapturedRequest, telling: Telling): VerificationStep[] {
  if (check.ended === 'at-reading') {
    const { what, fix } = verificationReasons[check.reason]
    const where = check.header === '' ? 'The scheme names no timestamp header.' : `Looked for in ${check.header}.`
    return [step('failed', what, `${where} ${fix}`)]
  }
  const found = step('ok', `${check.reading.header} found and read`, check.reading.found)
  if (check.ended === 'at-time') return [found, ...timeSteps(check, telling, 'failed')]
  const before = [found, ...timeSteps(check, telling, 'ok')]
  if (check.ended === 'verified') {
    return [...before, signedTextStep(check.reading, check.match.stated, request), ...matchSteps(check, telling)]
  }
  if (check.ended === 'at-network') return [...before, networkStep(check)]
  const [stated] = check.reading.stated
  return [
    ...before,
    ...(stated ? [signedTextStep(check.reading, stated, request)] : []),
    ...failedSteps(check, telling),
  ]
}

function timeSteps(
  check: { reading: ReadableSignature; skewSeconds: number | null },
  { toleranceSeconds }: Telling,
  state: 'ok' | 'failed',
): VerificationStep[] {
  const { reading, skewSeconds } = check
  if (reading.time === null || skewSeconds === null) return []
  const limit = `Limit is ${duration(toleranceSeconds)}.`
  if (skewSeconds >= 0) return [step(state, `Timestamp is ${duration(skewSeconds)} old`, limit)]
  const isPardoned = state === 'ok' && skewSeconds < -toleranceSeconds
  const detail = isPardoned ? `${limit} This provider refuses old ones alone, but look at the clocks.` : limit
  return [step(state, `Timestamp is ${duration(-skewSeconds)} in the future`, detail)]
}

function signedTextStep(
  reading: ReadableSignature,
  { signed }: StatedSignatures,
  request: CapturedRequest,
): VerificationStep {
  const count = request.body.length.toLocaleString('en-US')
  if (signed.length === 0) return step('ok', 'The body is not signed', reading.signedWords)
  const detail = `${reading.signedWords}: ${count} ${request.body.length === 1 ? 'byte' : 'bytes'} exactly as received`
  return { ...step('ok', 'Signed text rebuilt from the raw bytes', detail), signedText: startOfText(signed) }
}

function networkStep({ reason, enquiries }: Extract<SignatureCheck, { ended: 'at-network' }>): VerificationStep {
  const { what, fix } = verificationReasons[reason]
  const names = [...new Set(enquiries.map(({ name }) => name))].join(', ')
  return step('skipped', what, names === '' ? fix : `To be asked: ${names}. ${fix}`)
}

function startOfText(signed: readonly Uint8Array[]): string {
  // One byte more than is shown tells whether there is more.
  const start = Buffer.concat(signed.map((piece) => piece.subarray(0, shownSignedBytes + 1)))
  const isCut = start.length > shownSignedBytes
  return `${start.subarray(0, shownSignedBytes).toString('utf8')}${isCut ? '…' : ''}`
}

function matchSteps(check: Extract<SignatureCheck, { ended: 'verified' }>, telling: Telling): VerificationStep[] {
  const { secretId, stated, text } = check.match
  const title = `${algorithmWords(stated.algorithm)} matches with ${hintOf(secretId, telling)}`
  const shown = isShown(stated) ? text : null
  const match = { ...step('ok', title, null), expected: shown, received: shown }
  const others = telling.secrets.filter(({ id }) => id !== secretId)
  return [match, ...others.map(({ hint }) => step('skipped', 'Other secret not needed', hint))]
}

function failedSteps(check: Extract<SignatureCheck, { ended: 'at-signature' }>, telling: Telling): VerificationStep[] {
  const usable = telling.secrets.filter(({ id }) => !check.unusableSecretIds.includes(id))
  const unusable = check.unusableSecretIds.map((id) => {
    const { what, fix } = verificationReasons['secret-malformed']
    return step('failed', `${what}: ${hintOf(id, telling)}`, fix)
  })
  if (usable.length === 0) return unusable
  const algorithms = [...new Set(check.reading.stated.map(({ algorithm }) => algorithmWords(algorithm)))].join(' and ')
  const tried = usable.map(({ hint }) => hint).join(', ')
  const texts = check.reading.stated.filter(isShown).flatMap((stated) => stated.texts)
  const received = [...new Set(texts)].join(' ') || null
  const title = `${algorithms} does not match with ${tried}`
  return [{ ...step('failed', title, verificationReasons['signature-mismatch'].fix), received }, ...unusable]
}

// A token is the secret itself: where the headers hide it, this must not show it.
const isShown = ({ algorithm }: StatedSignatures): boolean => algorithm.kind !== 'token'

const hintOf = (id: string, { secrets }: Telling): string => secrets.find((secret) => secret.id === id)?.hint ?? id

const step = (state: VerificationStep['state'], title: string, detail: string | null): VerificationStep => ({
  state,
  title,
  detail,
  signedText: null,
  expected: null,
  received: null,
})
