import { expect, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import type { TaskDeeds } from '#test/support/task-surfaces.ts'
import {
  apiSurface,
  cliSurface,
  inboundSurface,
  taskmasterSurface,
  triggerSurface,
} from '#test/support/task-surfaces.ts'

const surfaces = [apiSurface, cliSurface, inboundSurface, triggerSurface, taskmasterSurface]

type Deed = {
  [Name in keyof TaskDeeds]: { deed: Name; to: Parameters<TaskDeeds[Name]>; causes: string[] }
}[keyof TaskDeeds]

const statusTold = ['task.updated', 'task.status_changed']

/** A story of two tasks: what is done, and all the events that this causes, in order. */
const story: readonly Deed[] = [
  { deed: 'create', to: ['Release'], causes: ['task.created'] },
  { deed: 'create', to: ['Notes'], causes: ['task.created'] },
  { deed: 'prioritise', to: ['Release', 'high'], causes: ['task.updated'] },
  { deed: 'assign', to: ['Release', 'mara'], causes: ['task.updated', 'task.assigned'] },
  { deed: 'assign', to: ['Notes', 'jonas'], causes: ['task.updated', 'task.assigned'] },
  {
    deed: 'swap',
    to: ['Release', 'Notes'],
    causes: ['task.updated', 'task.swapped', 'task.updated', 'task.swapped'],
  },
  { deed: 'move', to: ['Release', 'waiting_for_approval'], causes: statusTold },
  { deed: 'reject', to: ['Release'], causes: [...statusTold, 'task.rejected'] },
  { deed: 'move', to: ['Release', 'in_progress'], causes: statusTold },
  { deed: 'move', to: ['Release', 'waiting_for_approval'], causes: statusTold },
  { deed: 'approve', to: ['Release'], causes: [...statusTold, 'task.approved'] },
  { deed: 'complete', to: ['Notes'], causes: [...statusTold, 'task.completed'] },
  { deed: 'comment', to: ['Notes', 'All is written.'], causes: ['comment.created'] },
  { deed: 'delete', to: ['Notes'], causes: ['task.deleted'] },
]

async function typesSince(creel: RunningService, count: number): Promise<string[]> {
  const { items } = await creel.call('events.list', { limit: 500 })
  return (
    items
      .map(({ type }) => type)
      // What sets a trigger off, and that it ran, are events too.
      .filter((type) => /^(task|comment)\./.test(type))
      .toReversed()
      .slice(count)
  )
}

test.each(surfaces)('$name: each deed causes each of its events exactly once', async ({ open }) => {
  await using creel = await runService()
  const deeds = await open(creel)
  for (const { deed, to, causes } of story) {
    const act = deeds[deed] as ((...args: readonly string[]) => Promise<unknown>) | undefined
    if (!act) continue
    const before = (await typesSince(creel, 0)).length
    await act(...to)
    await expect
      .poll(() => typesSince(creel, before), { timeout: 10_000, message: `${deed} ${to.join(' ')}` })
      .toEqual(causes)
  }
})
