import type { Tone } from '#renderer/parts/pill.tsx'
import type { RunState } from '#shared/model/run.ts'

/** How a run, an action, a delivery or an attempt stands, as a tone. */
const tones: Readonly<Record<string, Tone>> = {
  planned: 'busy',
  running: 'busy',
  queued: 'busy',
  sending: 'busy',
  retrying: 'warn',
  held: 'warn',
  partly: 'warn',
  stopped: 'warn',
  failed: 'bad',
  interrupted: 'bad',
  dead_letter: 'dead',
  succeeded: 'ok',
  done: 'ok',
  delivered: 'ok',
  verified: 'ok',
}

export const toneOf = (state: string | null): Tone => (state === null ? 'idle' : (tones[state] ?? 'idle'))

export const runWords: Record<RunState, string> = {
  planned: 'Planned',
  running: 'Running',
  succeeded: 'Succeeded',
  partly: 'Failed in part',
  failed: 'Failed',
  stopped: 'Stopped',
}
