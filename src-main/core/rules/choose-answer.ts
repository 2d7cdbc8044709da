import type { Answer, AnswerRule } from '#shared/model/answer.ts'
import { evaluateCondition } from './evaluate-condition.ts'
import { fillIn } from './fill-in.ts'
import type { RequestFacts } from './request-facts.ts'

/** The answer to give, filled in, and the name of the rule that chose it; null where none did. */
export type ChosenAnswer = { answer: Answer; rule: string | null }

/** Chooses the answer of the first rule that the request meets, else the source's own. Never throws. */
export function chooseAnswer(
  source: { answer: Answer; answerRules: readonly AnswerRule[] },
  facts: RequestFacts,
): ChosenAnswer {
  const index = source.answerRules.findIndex(({ when }) => evaluateCondition(when, facts))
  const rule = source.answerRules[index]
  if (rule === undefined) return { answer: fillIn(source.answer, facts), rule: null }
  return { answer: fillIn(rule.answer, facts), rule: rule.name || `Rule ${index + 1}` }
}
