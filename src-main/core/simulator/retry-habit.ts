import type { ProviderName } from '#shared/model/provider.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { providers } from '#main/providers/providers.ts'

/** How a sender sends again what got no 2xx; null: not known. */
export const retryHabitOf = (provider: ProviderName): RetryPolicy | null => providers[provider].habits?.retries ?? null
