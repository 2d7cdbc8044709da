import { AppError } from '#shared/contract/problem.ts'
import type { SourceSettings } from '#shared/model/source.ts'
import { validateConditions } from '#main/core/rules/validate-conditions.ts'

/** Refuses answer rules that could never work, with what is wrong by field. */
export function checkAnswerRules({ answerRules }: SourceSettings): void {
  const errors = answerRules.flatMap(({ when }, index) =>
    validateConditions(when, { path: `answerRules.${index}.when` }),
  )
  if (errors.length === 0) return
  throw new AppError(
    'bad-input',
    `The answer rules cannot be used: ${errors.map(({ path, message }) => `${path} ${message}`).join('; ')}.`,
    {
      errors,
    },
  )
}
