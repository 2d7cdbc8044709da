import { readFileSync } from 'node:fs'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { HowToVerify } from '#main/core/verification/verify-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { capturedRequest } from './captured-request.ts'

/** A request with a signature that is known to be good, from `test/vectors/signatures.json`. */
export type SignedRequest = {
  name: string
  provider: ProviderName
  secret: string
  headers: Record<string, string>
  body: string
  receivedAtSeconds: number
}

export const signedRequests = JSON.parse(readFileSync('test/vectors/signatures.json', 'utf8')) as SignedRequest[]

/** The first vector of a provider. */
export function signedRequestOf(provider: ProviderName): SignedRequest {
  const found = signedRequests.find((vector) => vector.provider === provider)
  if (!found) throw new Error(`no vector for ${provider}`)
  return found
}

export const requestOf = ({ headers, body, receivedAtSeconds }: SignedRequest): CapturedRequest =>
  capturedRequest({ headers, body, receivedAtMs: receivedAtSeconds * 1000 })

/** The way in which a source checks with these secrets; their ids are `first`, `second` and `third`. */
export function checking(
  provider: ProviderName | null,
  secrets: readonly string[],
  more: Partial<HowToVerify> = {},
): HowToVerify {
  const names = ['first', 'second', 'third']
  const withIds = secrets.map((secret, index) => ({ id: names[index] ?? String(index), secret }))
  return { provider, hmac: null, policy: 'soft', toleranceSeconds: 300, secrets: withIds, ...more }
}
