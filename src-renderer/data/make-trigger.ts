import type { RequestRow } from '#shared/model/request.ts'
import type { ConditionRule } from '#shared/rules/condition.ts'
import { go } from './routes.ts'
import { draftTriggerFrom, newTrigger } from './trigger-drafts.ts'

/** A place of a JSON body. `value` is a string decoded, anything else as it is written. */
type BodyPlace = { path: string; type: string; value: string }

type OfRequest = Pick<RequestRow, 'id' | 'provider' | 'eventType' | 'sourceId'>

/** Opens a new trigger for requests like this one, and for those alone that have the same at a place of their body. */
export function makeTrigger(request: OfRequest, place: BodyPlace | null = null): void {
  draftTriggerFrom(request, place === null ? [] : [ruleAt(place)])
  go({ screen: 'triggers', id: newTrigger, tab: null, q: '' })
}

/** A scalar has to be the same; an object, a list or null has to be there. */
function ruleAt({ path, type, value }: BodyPlace): ConditionRule {
  const field = path === '$' ? 'body' : `body.${path.replace(/^\$\.?/, '')}`
  if (type === 'object' || type === 'array' || type === 'null') return { field, operator: 'exists' }
  return { field, operator: 'is', value: type === 'string' ? value : (JSON.parse(value) as number | boolean) }
}
