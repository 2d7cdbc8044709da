import type { InboundSettings } from '#shared/model/inbound.ts'
import type { StoredInbound } from '#main/core/database/stores/inbound-store.ts'
import type { SecretVault } from '#main/core/ports.ts'
import type { RateLimit } from '#main/core/sources/rate-limit.ts'
import { createRateLimit } from '#main/core/sources/rate-limit.ts'
import { createAllowList } from '#main/core/sources/sender-address.ts'

/** The inbound address of a workspace that is switched on, with everything at hand. */
export type LiveInbound = {
  workspaceId: string
  settings: InboundSettings
  /** The secrets that are accepted at a moment, the newest first. */
  secretsAt: (now: number) => string[]
  admits: (address: string | null) => boolean
  rateLimit: RateLimit
}

const burstSeconds = 5

/** Makes an address ready to be called; null where it is switched off or nobody could sign for it. */
export function createLiveInbound(vault: SecretVault, stored: StoredInbound): LiveInbound | null {
  const { workspaceId, settings, sealed, previousSealed, previousEndsAt } = stored
  if (!settings.enabled || sealed === null) return null
  const secret = vault.open(sealed)
  const previous = previousSealed === null ? null : vault.open(previousSealed)
  return {
    workspaceId,
    settings,
    secretsAt: (now) => (previous !== null && now < (previousEndsAt ?? 0) ? [secret, previous] : [secret]),
    admits: createAllowList(settings.allowedIps),
    rateLimit: createRateLimit(settings.ratePerSecond, settings.ratePerSecond * burstSeconds),
  }
}
