import type { Event } from '#shared/model/event.ts'
import type { TriggerSettings } from '#shared/model/trigger.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import type { CelSubject, CelVerdict } from '#main/core/rules/cel.ts'
import { evaluateCondition } from '#main/core/rules/evaluate-condition.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'
import type { Expressions, LiveTrigger } from './live-trigger.ts'

/** An event as matching sees it; what conditions ask is made when the first one does. */
export type EventToMatch = {
  type: string
  source: string
  /** The signature of its request was checked and is wrong. */
  isForged: boolean
  facts: () => RequestFacts
  subject: () => CelSubject
}

/** Why a trigger does not take an event, whatever its condition says; null: it takes it. */
export function refusalOf(
  { events, sources, takesFailedSignatures }: TriggerSettings,
  { type, source, isForged }: Pick<EventToMatch, 'type' | 'source' | 'isForged'>,
): string | null {
  if (!matchesEventType(events, type)) return `It does not take events of the type ${type}.`
  if (sources.length > 0 && !sources.includes(sourceName(source))) return `It does not take events of this source.`
  if (isForged && !takesFailedSignatures) return 'The signature of the request is wrong, and it takes no such requests.'
  return null
}

const sourceStart = 'source/'

/** The id of the source whose request the event is, else what the event names as its source. */
const sourceName = (source: string): string =>
  source.startsWith(sourceStart) ? source.slice(sourceStart.length) : source

/** Whether a trigger is to run on an event. Pure. */
export function matchesTrigger(
  { settings, expressions }: Pick<LiveTrigger, 'settings' | 'expressions'>,
  event: EventToMatch,
): boolean {
  if (refusalOf(settings, event) !== null) return false
  if (settings.condition === null) return true
  return evaluateCondition(settings.condition, event.facts(), (cel) => askExpression(expressions, cel, event).holds)
}

/** What an expression says of an event. */
export function askExpression(
  expressions: Expressions,
  cel: string,
  { subject }: Pick<EventToMatch, 'subject'>,
): CelVerdict {
  const compiled = expressions.get(cel)
  if (compiled?.kind === 'ready') return compiled.evaluate(subject())
  return { holds: false, reason: compiled ? `The expression ${compiled.fault}.` : 'The expression is not ready.' }
}

/** What expressions see of an event. */
export const celSubject = ({ type, source, data, metadata, requestId }: Event): CelSubject => ({
  type,
  source,
  data,
  metadata,
  requestId,
})
