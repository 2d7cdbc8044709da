import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { github } from './github.ts'
import { hmac } from './hmac.ts'
import type { Provider } from './provider.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { stripe } from './stripe.ts'

/** All providers, in the order in which they are asked whether a request is theirs. */
export const providers = {
  github,
  stripe,
  'standard-webhooks': standardWebhooks,
  hmac,
} satisfies Record<ProviderName, Provider>

const inOrder: readonly Provider[] = Object.values(providers)

/** The sender of a request by its marks, or null. */
export const detectProvider = (request: CapturedRequest): ProviderName | null =>
  inOrder.find((provider) => provider.detect(request))?.name ?? null
