import type { SourceSettings } from '#shared/model/source.ts'
import { namedRanges } from '#shared/model/sender-ranges.ts'
import type { PlayingScript } from './play-script.ts'
import type { RateLimit } from './rate-limit.ts'
import { createRateLimit } from './rate-limit.ts'
import { createAllowList } from './sender-address.ts'

/** A signing secret as it is needed for checking: in memory only. */
export type OpenSecret = { id: string; name: string; hint: string; createdAt: number; secret: string }

/** A source as the receiver needs it: everything parsed, opened and at hand. */
export type LiveSource = {
  id: string
  workspaceId: string
  token: string
  settings: SourceSettings
  secrets: readonly OpenSecret[]
  admits: (address: string | null) => boolean
  rateLimit: RateLimit | null
  /** Senders wait so long for the app's answer; null: they get the source's own at once. */
  relay: { limitMs: number } | null
  script: PlayingScript | null
}

/** How much of a second's worth of requests may come at once. */
const burstSeconds = 10

type StoredParts = Pick<LiveSource, 'id' | 'workspaceId' | 'token' | 'settings' | 'secrets'> & {
  scriptStartedAt?: number | null
  scriptTaken?: number
}

/** Makes a source ready to receive; what `before` has counted towards the same limit stays counted. */
export function createLiveSource(stored: StoredParts, before?: LiveSource): LiveSource {
  const { scriptStartedAt = null, scriptTaken = 0, ...source } = stored
  const { rateLimitPerSecond, allowedIps, forwarding, script } = source.settings
  return {
    ...source,
    script: script && continued({ script, startedAt: scriptStartedAt ?? 0, taken: scriptTaken }, before?.script),
    relay: forwarding.mode === 'relay' && forwarding.targets.length > 0 ? { limitMs: forwarding.limitMs } : null,
    admits: createAllowList(namedRanges(allowedIps)),
    rateLimit:
      rateLimitPerSecond === before?.settings.rateLimitPerSecond
        ? (before?.rateLimit ?? null)
        : limitOf(rateLimitPerSecond),
  }
}

// What is counted in memory may not be on disk yet.
const continued = (stored: PlayingScript, before: PlayingScript | null | undefined): PlayingScript =>
  before?.startedAt === stored.startedAt ? before : stored

const limitOf = (perSecond: number | null): RateLimit | null =>
  perSecond === null ? null : createRateLimit(perSecond, perSecond * burstSeconds)
