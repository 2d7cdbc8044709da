import type { Comparison } from '#shared/query/query-words.ts'
import type { QueryField, QueryTerm } from '#shared/query/request-query.ts'
import { signatureWords } from '#shared/query/request-query.ts'
import { readDuration, readJsonPath, readMoment, readNumber, readSize } from '#shared/query/query-values.ts'
import type { SqlCondition } from './sql-condition.ts'
import { matchText, negate, receivedBefore, receivedFrom } from './sql-condition.ts'

/** What a query is about besides the requests themselves. */
export type QueryFacts = {
  nowMs: number
  /** Ids of the sources with a name. */
  sourcesNamed: (pattern: string) => string[]
}

type FieldTerm = QueryTerm & { kind: 'field' }
type Compile = (term: FieldTerm, facts: QueryFacts) => SqlCondition

const path = 'substr(target, pathStart + 1)'

const fields: Record<QueryField, Compile> = {
  source: ({ value }, { sourcesNamed }) => {
    const ids = [value, ...sourcesNamed(value)]
    return { sql: `sourceId in (${ids.map(() => '?').join(', ')})`, parameters: ids }
  },
  method: ({ value }) => matchText('method', value),
  path: ({ value }) => matchText(path, value),
  status: ({ value, comparison }) => compareNumber('status', comparison, known(readNumber(value))),
  sig: ({ value }) => {
    const states: readonly string[] = signatureWords[value as keyof typeof signatureWords]
    return { sql: `verificationState in (${states.map(() => '?').join(', ')})`, parameters: states }
  },
  provider: ({ value }) => matchText('provider', value),
  event: ({ value }) => matchText('eventType', value),
  type: ({ value }) => matchText('contentType', value.includes('*') ? value : `${value}*`),
  ip: ({ value }) => matchText('remoteAddress', value),
  size: ({ value, comparison }) => compareNumber('bodyBytes', comparison, known(readSize(value))),
  state: ({ value }) => matchText('state', value),
  is: ({ value }) => ({ sql: flags[value as keyof typeof flags], parameters: [] }),
  after: ({ value }, { nowMs }) => receivedFrom(known(readMoment(value, nowMs))),
  before: ({ value }, { nowMs }) => receivedBefore(known(readMoment(value, nowMs))),
  last: ({ value }, { nowMs }) => receivedFrom(nowMs - known(readDuration(value))),
  id: ({ value }) => ({ sql: 'id = ?', parameters: [value] }),
}

const flags = {
  unread: 'readAt is null',
  pinned: 'pinned = 1',
  noted: 'note is not null',
  duplicate: 'duplicateOf is not null',
  replayed: 'deliveryCount > 0',
  handshake: "state = 'handshake'",
  refused: "state = 'refused'",
  malformed: "state = 'malformed'",
}

export function conditionOfField(term: FieldTerm, facts: QueryFacts): SqlCondition {
  const condition = fields[term.field](term, facts)
  return term.negated ? negate(condition) : condition
}

/** Any header of that name with that value; the name's case does not count. */
export function conditionOfHeader({ name, value, negated }: QueryTerm & { kind: 'header' }): SqlCondition {
  const match = matchText("json_extract(pair.value, '$[1]')", value)
  const condition = {
    sql: `exists (select 1 from json_each(request.headers) as pair where lower(json_extract(pair.value, '$[0]')) = ? and ${match.sql})`,
    parameters: [name.toLowerCase(), ...match.parameters],
  }
  return negated ? negate(condition) : condition
}

const bodyText = '(select cast(bytes as text) from body where requestSeq = seq)'

/** Words that stand for themselves in JSON, besides being texts. */
const jsonWords: ReadonlySet<string> = new Set(['true', 'false', 'null'])

/** A value of a JSON body of up to 1 MB. */
export function conditionOfJson(term: QueryTerm & { kind: 'json' }): SqlCondition {
  const { sql, parameters } = compareJson(term, safePath(term.path))
  // A case, because nothing else says in which order SQLite looks: of what is not JSON it must not extract.
  const condition = {
    sql: `case when bodyBytes between 1 and 1000000 and json_valid(${bodyText}) then ${sql} else 0 end`,
    parameters,
  }
  return term.negated ? negate(condition) : condition
}

function compareJson({ comparison, value }: QueryTerm & { kind: 'json' }, jsonPath: string): SqlCondition {
  if (comparison !== '=') {
    return {
      sql: `json_type(${bodyText}, ?) in ('integer', 'real') and json_extract(${bodyText}, ?) ${comparison} ?`,
      parameters: [jsonPath, jsonPath, known(readNumber(value))],
    }
  }
  const text = matchText(`cast(json_extract(${bodyText}, ?) as text)`, value)
  const parameters = [jsonPath, ...text.parameters]
  return jsonWords.has(value)
    ? { sql: `(json_type(${bodyText}, ?) = ? or ${text.sql})`, parameters: [jsonPath, value, ...parameters] }
    : { sql: text.sql, parameters }
}

// SQLite raises an error for a path it cannot read; keys are quoted so that any name is one.
function safePath(jsonPath: string): string {
  const steps = known(readJsonPath(jsonPath))
  return `$${steps.map((step) => (step.startsWith('.') ? `."${step.slice(1)}"` : step.replace(/^\["(.+)"\]$/, '."$1"'))).join('')}`
}

const compareNumber = (column: string, comparison: Comparison, value: number): SqlCondition => ({
  sql: `${column} ${comparison} ?`,
  parameters: [value],
})

/** A value that the grammar has let through, so that it can be read. */
function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error('A term has a value that the grammar refuses.')
  return value
}
