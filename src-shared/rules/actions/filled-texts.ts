import type { JsonValue } from '#shared/model/event.ts'
import type { Action, ActionKindName, ActionOf } from './actions.ts'

/** A text of an action that may have places, and where it stands in it. */
type PlacedText = { path: string; text: string }

type TextsOf = { [Kind in ActionKindName]: (action: ActionOf<Kind>) => PlacedText[] }

const none = (): PlacedText[] => []

const textsOf: TextsOf = {
  deliver: none,
  forward: none,
  // Its arguments are a template in Liquid.
  'call-tool': none,
  'upsert-task': ({ title, externalId, description, assignee, category, labels }) =>
    textsIn({ title, externalId, description, assignee, category, labels }),
  'complete-task': ({ task }) => textsIn({ task }),
  emit: ({ data }) => textsIn({ data }),
  notify: ({ title, text }) => textsIn({ title, text }),
  command: (action) => textsIn({ arguments: action.arguments }),
}

/** All texts of an action that an event fills in. */
export function filledTexts(action: Action): PlacedText[] {
  // One place where TypeScript cannot follow that a kind and an action of one name belong together.
  const texts = textsOf[action.kind] as (action: Action) => PlacedText[]
  return texts(action)
}

function textsIn(value: JsonValue, path = ''): PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, path === '' ? name : `${path}.${name}`))
}
