import { emptyPlaces, fill } from './action-context.ts'
import { failedOutcome } from './effects.ts'
import type { Perform } from './perform-action.ts'

const maxTitleLetters = 500

export const performUpsertTask: Perform<'upsert-task'> = async (action, { facts }, effects) => {
  const filled = (text: string): string => fill(text, facts).trim()
  const given = (text: string): string | undefined => filled(text) || undefined
  const title = filled(action.title).slice(0, maxTitleLetters)
  if (title === '') return failedOutcome(`The title “${action.title}” is empty once it is filled in.`)
  const assignee = given(action.assignee)
  const missing = emptyPlaces(action.externalId, facts)
  // Events that leave a part of the id empty would all share one task.
  if (missing.length > 0) {
    const places = missing.map((field) => `{{${field}}}`).join(' and ')
    return failedOutcome(`The external id “${action.externalId}” names no task: the event leaves ${places} empty.`)
  }
  const labels = action.labels.map(filled).filter((label) => label !== '')
  return effects.upsertTask(given(action.externalId) ?? null, {
    title,
    description: given(action.description),
    status: action.status ?? undefined,
    priority: action.priority ?? undefined,
    assignee: assignee === undefined ? undefined : { id: assignee, name: assignee },
    category: given(action.category),
    labels: labels.length === 0 ? undefined : labels,
  })
}
