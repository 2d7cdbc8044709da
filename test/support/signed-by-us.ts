import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { providers } from '#main/providers/providers.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { signingSecretOf } from './signing-secrets.ts'

/** The request as the provider would sign it; throws where it cannot. */
export function signedByUs(
  provider: ProviderName,
  request: CapturedRequest,
  how: { secret?: string; atSeconds?: number; canonicalUrl?: string } = {},
): CapturedRequest {
  const signing = providers[provider].sign(request, {
    secret: signingSecretOf(provider),
    atSeconds: Math.floor(request.receivedAtMs / 1000),
    scheme: null,
    ...how,
  })
  if (signing.kind === 'impossible') throw new Error(signing.reason)
  const headers = signing.headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), request.headers)
  return { ...request, headers, body: signing.body ?? request.body }
}

/** The first value of a header, for a library that is asked about it. */
export const headerOf = (request: CapturedRequest, name: string): string =>
  request.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? ''
