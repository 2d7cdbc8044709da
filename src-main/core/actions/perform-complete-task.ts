import { fill } from './action-context.ts'
import { failedOutcome } from './effects.ts'
import type { Perform } from './perform-action.ts'

export const performCompleteTask: Perform<'complete-task'> = async ({ task }, { facts }, effects) => {
  const reference = fill(task, facts).trim()
  return reference === ''
    ? failedOutcome(`“${task}” names no task: it is empty once it is filled in.`)
    : effects.completeTask(reference)
}
