import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { OpenSecret } from '#main/core/sources/live-source.ts'
import { secretLabel } from '#main/core/sources/secret-hint.ts'
import { providers } from '#main/providers/providers.ts'

/** With what a source signs again; its secrets stand newest first. */
export type HowToSign = {
  provider: ProviderName | null
  scheme: HmacScheme | null
  canonicalUrl?: string | null
  secrets: readonly OpenSecret[]
  atSeconds: number
}

/** The request with a new signature, or why there is none. */
export type SignedAgain =
  | { kind: 'signed'; request: CapturedRequest; secret: string; headers: string[] }
  | { kind: 'impossible'; reason: string }

/** Signs a request as its sender would, with the newest secret that can. */
export function signAgain(
  request: CapturedRequest,
  { provider, scheme, canonicalUrl = null, secrets, atSeconds }: HowToSign,
): SignedAgain {
  if (provider === null) {
    return {
      kind: 'impossible',
      reason: 'The sender is not recognised, so its scheme is not known. Choose a provider on the source.',
    }
  }
  if (secrets.length === 0) {
    return { kind: 'impossible', reason: 'The source has no secret to sign with. Add the signing secret to it.' }
  }
  const reasons: string[] = []
  for (const secret of secrets) {
    const signing = providers[provider].sign(request, { secret: secret.secret, atSeconds, scheme, canonicalUrl })
    if (signing.kind === 'impossible') {
      reasons.push(signing.reason)
      continue
    }
    const headers = signing.headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), request.headers)
    const names = signing.headers.map(([name]) => name)
    const body = signing.body ?? request.body
    return { kind: 'signed', request: { ...request, headers, body }, secret: secretLabel(secret), headers: names }
  }
  return { kind: 'impossible', reason: reasons[0] ?? '' }
}
