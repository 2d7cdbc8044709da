import type { AutoDisablePolicy, FailureRun } from '#shared/rules/auto-disable.ts'
import { noFailures } from '#shared/rules/auto-disable.ts'
import { spellSeconds } from '#shared/rules/spell-seconds.ts'

/** What befalls a webhook's deliveries. `dead` follows the `failed` of its last attempt. */
export type RunEvent = { kind: 'delivered' | 'failed' | 'dead'; at: number }

/** The run of failures after an event. */
export function nextFailureRun(run: FailureRun, { kind, at }: RunEvent): FailureRun {
  switch (kind) {
    case 'delivered':
      return noFailures
    case 'failed':
      return { ...run, failures: run.failures + 1, since: run.since ?? at }
    case 'dead':
      return { ...run, deadLetters: run.deadLetters + 1, since: run.since ?? at }
  }
}

/** Why a webhook is to be switched off now, for a person; null while it is not. */
export function reasonToDisable(policy: AutoDisablePolicy, run: FailureRun, now: number): string | null {
  switch (policy.kind) {
    case 'never':
      return null
    case 'after-dead-letters':
      return run.deadLetters >= policy.count
        ? `${run.deadLetters} dead letters in a row, without a delivery between.`
        : null
    case 'after-failing': {
      if (run.since === null || run.failures < policy.leastFailures) return null
      const seconds = (now - run.since) / 1000
      return seconds >= policy.seconds ? `Nothing but failures for ${spellSeconds(seconds)}.` : null
    }
  }
}
