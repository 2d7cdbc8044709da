import type { TriggerTest, WouldDo } from '#shared/model/trigger-test.ts'
import type { TriggerSettings } from '#shared/model/trigger.ts'
import { filledTexts } from '#shared/rules/actions/filled-texts.ts'
import { emptyPlaces } from '#main/core/actions/action-context.ts'
import { performAction } from '#main/core/actions/perform-action.ts'
import type { RecordingParts } from '#main/core/actions/recording-effects.ts'
import { recordingEffects } from '#main/core/actions/recording-effects.ts'
import type { AskableEvent } from '#main/core/events/find-event-facts.ts'
import { asToRun } from './events-to-run.ts'
import { judgeCondition } from './judge-condition.ts'
import type { Expressions } from './live-trigger.ts'
import { matchesTrigger, refusalOf } from './match-trigger.ts'

/** What a trigger would do with an event: by the functions of a live run, with effects that record instead of acting. */
export async function testTrigger(
  { settings, expressions }: { settings: TriggerSettings; expressions: Expressions },
  found: AskableEvent,
  { isSample, ...known }: { isSample: boolean } & Omit<RecordingParts, 'event'>,
): Promise<TriggerTest> {
  const event = asToRun(found)
  const refusal = refusalOf(settings, event)
  const matches = matchesTrigger({ settings, expressions }, event)
  const verdicts = settings.condition === null ? [] : judgeCondition(settings.condition, event, expressions)
  const effects = recordingEffects({ event: found.event, ...known })
  const context = { ...found, allowsCommands: settings.allowsCommands }
  const actions: WouldDo[] = []
  for (const action of settings.actions) {
    const { state, result, detail = null } = await performAction(action, context, effects)
    const missing = [...new Set(filledTexts(action).flatMap(({ text }) => emptyPlaces(text, found.facts)))]
    const possible = state === 'done'
    const words = possible ? `${result.words}${missingWords(missing)}` : result.words
    actions.push({ kind: action.kind, possible, words, detail, emptyPlaces: missing })
  }
  return {
    eventId: isSample ? null : found.event.id,
    eventType: found.event.type,
    takesEvent: refusal === null,
    matches,
    reason: matches ? matchWords(actions.length) : (refusal ?? 'The condition does not hold.'),
    verdicts,
    actions,
  }
}

const missingWords = (fields: readonly string[]): string =>
  fields.length === 0 ? '' : ` The event leaves empty: ${fields.map((field) => `{{${field}}}`).join(', ')}.`

const matchWords = (actions: number): string =>
  actions === 1 ? 'Matches. 1 action would run.' : `Matches. ${actions} actions would run.`
