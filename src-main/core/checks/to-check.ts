import type { Check } from '#shared/model/check.ts'
import { CheckCase, CheckSettings, CheckState, scoreOf } from '#shared/model/check.ts'
import type { ConformanceCheckTable } from '#main/core/database/simulation-tables.ts'

/** A stored check as the contract shows it. */
export function toCheck({ settings, cases, state, createdAt, endedAt, ...row }: ConformanceCheckTable): Check {
  const read = CheckCase.array().parse(JSON.parse(cases))
  return {
    ...row,
    ...CheckSettings.parse(JSON.parse(settings)),
    state: CheckState.parse(state),
    score: scoreOf(read),
    cases: read,
    createdAt: new Date(createdAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  }
}
