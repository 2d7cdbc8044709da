import type { Tone } from '#renderer/parts/pill.tsx'
import type { Trigger } from '#shared/model/trigger.ts'

/** How a trigger fares, in a few words. */
export function standingOf({ enabled, faults, lastRunState, runsToday }: Trigger): { tone: Tone; words: string } {
  if (faults.length > 0) return { tone: 'bad', words: faults.length === 1 ? '1 fault' : `${faults.length} faults` }
  if (!enabled) return { tone: 'idle', words: 'Off' }
  if (lastRunState === 'failed') return { tone: 'bad', words: 'The last run failed' }
  if (lastRunState === 'partly') return { tone: 'warn', words: 'The last run failed in part' }
  if (lastRunState === 'stopped') return { tone: 'warn', words: 'The last run was stopped' }
  if (runsToday === 0) return { tone: 'ok', words: 'No run today' }
  return { tone: 'ok', words: runsToday === 1 ? '1 run today' : `${runsToday} runs today` }
}
