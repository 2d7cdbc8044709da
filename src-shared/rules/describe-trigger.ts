import type { TriggerSettings } from '#shared/model/trigger.ts'
import type { Names } from './actions/action-kind.ts'
import { describeAction } from './actions/actions.ts'
import { describeCondition } from './condition.ts'

export type TriggerNames = Names & { source: (id: string) => string }

const joined = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

/** A trigger in one sentence: “When github.push arrives from “deploys” and data.body.ref is “refs/heads/main”, emit …”. */
export function describeTrigger(
  { events, sources, takesFailedSignatures, condition, actions, runsPerHour }: TriggerSettings,
  names: TriggerNames,
): string {
  const from = sources.length === 0 ? '' : ` from ${joined(sources.map(names.source), 'or')}`
  const forged = takesFailedSignatures ? ', even with a wrong signature' : ''
  const holds = condition === null || condition.rules.length === 0 ? '' : `, if ${describeCondition(condition)}`
  const then =
    actions.length === 0
      ? 'do nothing'
      : joined(
          actions.map((action) => describeAction(action, names)),
          'and',
        )
  return `When ${joined(events, 'or')} arrives${from}${forged}${holds}, ${then}; at most ${runsPerHour} times an hour.`
}
