import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import type { SimulatedSignature } from '#shared/model/simulation.ts'
import type { Random } from '#main/core/ports.ts'
import type { SignedAgain } from '#main/core/replays/sign-again.ts'
import { signAgain } from '#main/core/replays/sign-again.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { OpenSecret } from '#main/core/sources/live-source.ts'
import { checkSignature } from '#main/core/verification/check-signature.ts'
import { providers } from '#main/providers/providers.ts'

/** With what a simulated request is signed. */
export type HowToSimulate = {
  provider: ProviderName
  scheme: HmacScheme | null
  secrets: readonly OpenSecret[]
  /** The address that is called, as the sender knows it: some schemes sign it. */
  canonicalUrl: string
  atSeconds: number
  toleranceSeconds: number
}

const leastStaleSeconds = 9 * 60
const marginSeconds = 60

/** How old a stale signature is: beyond what the receiver tolerates. */
export const staleSeconds = (toleranceSeconds: number): number =>
  Math.max(leastStaleSeconds, toleranceSeconds + marginSeconds)

/** A secret that nobody else has, of the form that fits most schemes. */
export const strangeSecret = (random: Random): OpenSecret => ({
  id: '',
  name: '',
  hint: 'a secret made for this',
  createdAt: 0,
  secret: `whsec_${Buffer.from(random(24)).toString('base64')}`,
})

type Signer = (request: CapturedRequest, how: HowToSimulate, random: Random) => SignedAgain

const signers: Record<SimulatedSignature, Signer> = {
  valid: signAgain,
  'wrong-secret': (request, how, random) => signAgain(request, { ...how, secrets: [strangeSecret(random)] }),
  'altered-body': (request, how) => {
    const signed = signAgain(request, how)
    if (signed.kind === 'impossible') return signed
    const altered = { ...signed.request, body: alterBody(signed.request.body) }
    if (!isGood(altered, how)) return { ...signed, request: altered }
    return { kind: 'impossible', reason: 'This sender’s signature does not cover the body, so nobody sees a change.' }
  },
  stale: (request, how) => {
    const atSeconds = how.atSeconds - staleSeconds(how.toleranceSeconds)
    const signed = signAgain(request, { ...how, atSeconds })
    if (signed.kind === 'impossible' || statesTime(signed.request, how)) return signed
    return { kind: 'impossible', reason: 'This sender signs no time, so no signature of it is ever stale.' }
  },
  missing: (request, how, random) => {
    const signed = signAgain(request, { ...how, secrets: [...how.secrets, strangeSecret(random)] })
    if (signed.kind === 'impossible') return { kind: 'signed', request, secret: '', headers: [] }
    const names = new Set(signed.headers.map((name) => name.toLowerCase()))
    const headers = request.headers.filter(([name]) => !names.has(name.toLowerCase()))
    return { kind: 'signed', request: { ...request, headers }, secret: '', headers: [] }
  },
}

/** Signs a request well or badly, or says why it cannot be. */
export const signSimulated = (
  kind: SimulatedSignature,
  request: CapturedRequest,
  how: HowToSimulate,
  random: Random,
): SignedAgain => signers[kind](request, how, random)

/** True where the signature of a request still fits, whenever it was made. */
function isGood(signed: CapturedRequest, { provider, scheme, secrets, canonicalUrl }: HowToSimulate): boolean {
  const how = { hmac: scheme, toleranceSeconds: Infinity, secrets, canonicalUrl }
  return checkSignature(providers[provider], signed, how).ended === 'verified'
}

/** True where a signed request says when it was signed. */
export function statesTime(
  signed: CapturedRequest,
  { provider, scheme, canonicalUrl }: Pick<HowToSimulate, 'provider' | 'scheme' | 'canonicalUrl'>,
): boolean {
  const reading = providers[provider].readSignature(signed, scheme, canonicalUrl)
  return reading.kind === 'readable' && reading.time !== null
}

/** The body with its last digit changed, so that JSON stays JSON; with a space at its end where there is none. */
function alterBody(body: Uint8Array): Uint8Array {
  const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
  const index = body.findLastIndex(isDigit)
  if (index === -1) return Buffer.concat([body, Buffer.from(' ')])
  const altered = Buffer.from(body)
  altered[index] = body[index] === 0x39 ? 0x31 : (body[index] ?? 0) + 1
  return altered
}
