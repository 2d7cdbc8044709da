import type { FailureRun } from '#shared/rules/auto-disable.ts'
import { noFailures } from '#shared/rules/auto-disable.ts'
import type { Breaker } from '#shared/rules/circuit-breaker.ts'
import { closedBreaker } from '#shared/rules/circuit-breaker.ts'
import type { WebhookSettings } from '#shared/model/webhook.ts'
import { nextFailureRun, reasonToDisable } from '#main/core/deliveries/auto-disable.ts'
import { mayBegin, nextBreaker } from '#main/core/deliveries/circuit-breaker.ts'
import type { DailyUse } from '#main/core/deliveries/daily-quota.ts'
import { takeFromQuota } from '#main/core/deliveries/daily-quota.ts'
import type { Outcome } from '#main/core/deliveries/outcome.ts'
import type { RateBucket } from '#main/core/deliveries/rate-bucket.ts'
import { takeFromBucket } from '#main/core/deliveries/rate-bucket.ts'

/** What sending has taught about a webhook, plain enough to be stored: limits hold over a restart. */
export type GateState = {
  breaker: Breaker
  rateBucket: RateBucket | null
  failureRun: FailureRun
  dailyUse: DailyUse | null
}

export const freshGate: GateState = {
  breaker: closedBreaker,
  rateBucket: null,
  failureRun: noFailures,
  dailyUse: null,
}

export type GatePolicies = Pick<WebhookSettings, 'breaker' | 'rateLimit' | 'dailyQuota' | 'autoDisable'>

/** How long a target rests that has too much to do and does not say how long. */
const restMs = { first: 1_000, longest: 60_000 }

/**
 * Whether one may begin. `until`: when to ask again, null: when what is under way has ended. `isOverQuota`: this one has
 * to wait until then, others need not.
 */
export type Passage =
  | { may: true }
  | { may: false; until: number | null }
  | { may: false; until: number; isOverQuota: true }

/** Decides when the next attempt of a webhook may begin. */
export type LaneGate = {
  /** Lets one begin and counts it; `isNew`: it is a delivery that the daily quota counts. */
  pass: (policies: GatePolicies, now: number, isNew: boolean) => Passage
  /** Learns from an outcome; `isDead`: its delivery has become a dead letter. Answers why the webhook must be switched off, if it must. */
  learn: (policies: GatePolicies, outcome: Outcome, now: number, isDead: boolean) => string | null
  /** An attempt that had passed ended before anything was sent. */
  unsent: (policies: Pick<GatePolicies, 'breaker'>, now: number) => void
  /** A person resumed the webhook or changed its target: what was counts no more. */
  reset: () => void
  state: () => GateState
}

export function createLaneGate(stored: GateState): LaneGate {
  // Nothing is under way after a start: a probe that was cut short has shown nothing.
  const { breaker } = stored
  let state: GateState = {
    ...stored,
    breaker: breaker.state === 'probing' ? { state: 'open', until: breaker.since, opens: breaker.opens } : breaker,
  }
  let throttled = { until: 0, times: 0 }

  return {
    state: () => state,
    pass({ breaker: policy, rateLimit, dailyQuota }, now, isNew) {
      if (now < throttled.until) return { may: false, until: throttled.until }
      const permission = mayBegin(state.breaker, policy, now)
      if (!permission.may) return permission
      const quota = takeFromQuota(state.dailyUse, isNew ? dailyQuota : null, now)
      if (!quota.isTaken) return { may: false, until: quota.freeAt, isOverQuota: true }
      const rate = rateLimit === null ? null : takeFromBucket(state.rateBucket, rateLimit, now)
      if (rate?.isTaken === false) return { may: false, until: rate.freeAt }
      state = {
        ...state,
        breaker: nextBreaker(state.breaker, policy, { kind: 'begun', at: now }),
        dailyUse: isNew ? quota.use : state.dailyUse,
        rateBucket: rate?.bucket ?? null,
      }
      return { may: true }
    },
    learn({ breaker: policy, autoDisable }, outcome, now, isDead) {
      const isDelivered = outcome.kind === 'delivered'
      throttled =
        outcome.kind === 'throttle'
          ? restAfter(throttled.times + 1, outcome.retryAfterMs, now)
          : noRest(throttled, isDelivered)
      const run = nextFailureRun(state.failureRun, { kind: isDelivered ? 'delivered' : 'failed', at: now })
      state = {
        ...state,
        breaker: nextBreaker(state.breaker, policy, { kind: isDelivered ? 'succeeded' : 'failed', at: now }),
        failureRun: isDead ? nextFailureRun(run, { kind: 'dead', at: now }) : run,
      }
      return isDelivered ? null : reasonToDisable(autoDisable, state.failureRun, now)
    },
    unsent({ breaker: policy }, now) {
      state = { ...state, breaker: nextBreaker(state.breaker, policy, { kind: 'unsent', at: now }) }
    },
    reset() {
      throttled = { until: 0, times: 0 }
      state = { ...state, breaker: closedBreaker, failureRun: noFailures }
    },
  }
}

type Throttled = { until: number; times: number }

const restAfter = (times: number, askedMs: number | null, now: number): Throttled => ({
  until: now + Math.min(askedMs ?? restMs.first * 2 ** (times - 1), askedMs === null ? restMs.longest : Infinity),
  times,
})

const noRest = (throttled: Throttled, isDelivered: boolean): Throttled =>
  isDelivered ? { ...throttled, times: 0 } : throttled
