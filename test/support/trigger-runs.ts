import { expect } from 'vitest'
import type { RunRow } from '#shared/model/run.ts'
import type { TraceNode } from '#shared/model/trace.ts'
import type { RunningService } from './service.ts'

/** The runs of a trigger, newest first. */
export const runsOf = async (creel: RunningService, id: string): Promise<RunRow[]> =>
  (await creel.call('triggers.runs', { id })).items

/** Waits until so many runs of a trigger have ended. */
export const ended = async (creel: RunningService, id: string, count: number, timeout = 10_000): Promise<RunRow[]> => {
  await expect
    .poll(async () => (await runsOf(creel, id)).filter(({ endedAt }) => endedAt !== null).length, { timeout })
    .toBe(count)
  return runsOf(creel, id)
}

/** The body of a push to main. */
export const push = { ref: 'refs/heads/main', after: 'abc123', head_commit: { message: 'Ship it' } }
/** Holds for a push to main. */
export const onMain = {
  combinator: 'and' as const,
  rules: [{ field: 'body.ref', operator: 'is' as const, value: 'refs/heads/main' }],
}

/** Sends a push to the first source. */
export const sendPush = async (creel: RunningService, body: object = push): Promise<void> => {
  const { url } = await creel.firstSource()
  await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-github-event': 'push', 'x-release': 'r7' },
  })
}

/** A trace as lines, each indented below its cause. */
export const listed = ({ kind, title, children }: TraceNode): string[] => [
  `${kind} ${title}`,
  ...children.flatMap(listed).map((line) => `  ${line}`),
]
