import { Answer } from '#shared/model/answer.ts'
import type { ScriptStep, ScriptStepKind } from '#shared/rules/answer-script.ts'

const failure = Answer.parse({ status: 503 })

/** Each kind of step as it begins. */
export const newStep: { [Kind in ScriptStepKind]: Extract<ScriptStep, { kind: Kind }> } = {
  answer: { kind: 'answer', times: 1, answer: failure },
  usual: { kind: 'usual', times: 1 },
  reset: { kind: 'reset', times: 1 },
  silence: { kind: 'silence', times: 1, forMs: 30_000 },
  drip: { kind: 'drip', times: 1, answer: Answer.parse({ body: 'a slow answer' }), overMs: 10_000 },
}
