import type { ConnectivityReport } from '#shared/model/connectivity.ts'
import { gap } from './table.ts'

const marks = { ok: 'ok  ', failed: 'FAIL', skipped: 'skip' }

/** The way to a target, a step a line, with what was found there. */
export function tellCheck({ url, isReachable, steps, certificateEndsAt }: ConnectivityReport): string[] {
  const width = Math.max(0, ...steps.map(({ step }) => step.length))
  return [
    `${url} is ${isReachable ? 'reached' : 'not reached'}.`,
    ...steps.map(({ step, state, detail, tookMs }) => {
      const took = tookMs === null ? [] : [`${Math.round(tookMs * 10) / 10} ms`]
      return [marks[state], step.padEnd(width), detail, ...took].join(gap)
    }),
    ...(certificateEndsAt === null ? [] : [`The certificate ends at ${certificateEndsAt}.`]),
  ]
}
