import { AppError } from '#shared/contract/problem.ts'
import type { QueryTerm } from '#shared/query/request-query.ts'
import { parseRequestQuery } from '#shared/query/request-query.ts'
import type { QueryFacts } from './query-terms.ts'
import { conditionOfField, conditionOfHeader, conditionOfJson } from './query-terms.ts'
import type { SqlCondition } from './sql-condition.ts'
import { prefixPhrase } from './text-search.ts'

/** A query as SQL: `texts` are looked for in the full-text index, `conditions` hold for columns of `request`. */
export type CompiledRequestQuery = { texts: readonly string[]; conditions: SqlCondition[] }

/** Reads a query of `query/request-query.ts`. Throws `bad-query` with all that cannot be understood. */
export function compileRequestQuery(q: string, facts: QueryFacts): CompiledRequestQuery {
  const { terms, mistakes } = parseRequestQuery(q)
  if (mistakes.length > 0) {
    throw new AppError('bad-query', mistakes.map(({ message }) => message).join(' '), {
      errors: mistakes.map(({ term, message }) => ({ path: term, message })),
    })
  }
  const texts = terms.filter((term) => term.kind === 'text' && !term.negated) as TextTerm[]
  return {
    texts: texts.map(({ text }) => text),
    conditions: terms.flatMap((term) => conditionOf(term, facts)),
  }
}

type TextTerm = QueryTerm & { kind: 'text' }

function conditionOf(term: QueryTerm, facts: QueryFacts): SqlCondition[] {
  switch (term.kind) {
    case 'field':
      return [conditionOfField(term, facts)]
    case 'header':
      return [conditionOfHeader(term)]
    case 'json':
      return [conditionOfJson(term)]
    case 'text':
      return term.negated
        ? [
            {
              sql: 'seq not in (select rowid from requestText where requestText match ?)',
              parameters: [prefixPhrase(term.text)],
            },
          ]
        : []
  }
}
