import type { InputOf } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { DeliveryField, DeliveryTerm } from '#shared/query/delivery-query.ts'
import { parseDeliveryQuery } from '#shared/query/delivery-query.ts'
import { readDuration, readMoment } from '#shared/query/query-values.ts'
import { newestReplay, openStates } from '#main/core/database/stores/delivery-states.ts'
import { idAt } from '#main/core/requests/id-time.ts'
import type { SqlCondition } from '#main/core/requests/sql-condition.ts'
import { matchText, negate } from '#main/core/requests/sql-condition.ts'
import type { DeliverySelection } from './list-deliveries.ts'

/** A filter as operations on deliveries take it. */
export type DeliveryFilter = InputOf<'deliveries.count'>

type FieldTerm = DeliveryTerm & { kind: 'field' }

const equals = (column: string, value: string): SqlCondition => ({ sql: `${column} = ?`, parameters: [value] })

const compare = (column: string, { comparison, value }: FieldTerm): SqlCondition => ({
  sql: `${column} ${comparison} ?`,
  parameters: [Number(value)],
})

// Ids begin with the moment they were made at, and the table is ordered by them.
const madeFrom = (ms: number): SqlCondition => ({ sql: 'id >= ?', parameters: [idAt('del', ms)] })
const madeBefore = (ms: number): SqlCondition => ({ sql: 'id < ?', parameters: [idAt('del', ms)] })

const flags: Record<string, string> = {
  owed: `state in (${openStates.map((state) => `'${state}'`).join(', ')})`,
  test: 'isTest = 1',
  replay: 'replayOf is not null',
  replayed: `${newestReplay} is not null`,
}

const fields: Record<DeliveryField, (term: FieldTerm, nowMs: number) => SqlCondition> = {
  state: ({ value }) => equals('state', value),
  kind: ({ value }) => equals('kind', value),
  webhook: ({ value }) => {
    const { sql, parameters } = matchText("json_extract(webhook.settings, '$.name')", value)
    return { sql: `webhookId in (select id from webhook where id = ? or ${sql})`, parameters: [value, ...parameters] }
  },
  event: ({ value }) => matchText('eventType', value),
  target: ({ value }) => matchText('targetUrl', value),
  status: (term) => compare('lastStatus', term),
  error: ({ value }) => equals('errorClass', value),
  attempts: (term) => compare('attemptCount', term),
  is: ({ value }) => ({ sql: flags[value] ?? '0', parameters: [] }),
  after: ({ value }, nowMs) => madeFrom(readMoment(value, nowMs) ?? 0),
  before: ({ value }, nowMs) => madeBefore(readMoment(value, nowMs) ?? 0),
  last: ({ value }, nowMs) => madeFrom(nowMs - (readDuration(value) ?? 0)),
  request: ({ value }) => equals('requestId', value),
  id: ({ value }) => equals('id', value),
}

function conditionOf(term: DeliveryTerm, nowMs: number): SqlCondition {
  const condition = term.kind === 'field' ? fields[term.field](term, nowMs) : containsText(term.text)
  return term.negated ? negate(condition) : condition
}

const searched = ['eventType', 'targetUrl', 'reason', 'id']

function containsText(text: string): SqlCondition {
  const matches = searched.map((column) => matchText(column, `*${text}*`))
  return {
    sql: matches.map(({ sql }) => sql).join(' or '),
    parameters: matches.flatMap(({ parameters }) => parameters),
  }
}

/** Turns a filter into a selection. Throws `bad-query` with all that cannot be understood. */
export function selectDeliveries(
  { q = '', ...exact }: DeliveryFilter,
  { workspaceId, nowMs }: { workspaceId: string; nowMs: number },
): DeliverySelection {
  const { terms, mistakes } = parseDeliveryQuery(q)
  if (mistakes.length > 0) {
    throw new AppError('bad-query', mistakes.map(({ message }) => message).join(' '), {
      errors: mistakes.map(({ term, message }) => ({ path: term, message })),
    })
  }
  const named = Object.entries(exact).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return [
    equals('workspaceId', workspaceId),
    ...named.map(([column, value]) => equals(column, value)),
    ...terms.map((term) => conditionOf(term, nowMs)),
  ]
}
