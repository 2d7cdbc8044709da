import type { ProviderName } from '#shared/model/provider.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'

const habits: Partial<Record<ProviderName, RetryPolicy>> = {
  github: retryPresets.github.policy,
  stripe: retryPresets['three-days'].policy,
  'standard-webhooks': retryPresets.standard.policy,
  hmac: retryPresets.default.policy,
}

/** How a sender sends again what got no 2xx; null: not known. */
export const retryHabitOf = (provider: ProviderName): RetryPolicy | null => habits[provider] ?? null
