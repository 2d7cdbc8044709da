import type { AnswerRule } from '#shared/model/answer.ts'
import { mostAnswerRules } from '#shared/model/answer.ts'
import type { LeftOut, MockedOperation } from '#shared/model/mock.ts'
import type { ConditionRule } from '#shared/rules/condition.ts'
import { maxPatternLetters } from '#main/core/rules/pattern.ts'
import { answerOfOperation } from './answer-of-operation.ts'
import { basesOfDocument } from './bases-of-document.ts'
import { isObject, memberOf } from './json-object.ts'
import { LeftOutError } from './left-out-error.ts'
import { comparePaths, conditionOfPath } from './mocked-path.ts'
import type { OpenApiDocument } from './read-document.ts'
import { bad } from './read-document.ts'
import { resolveReference } from './resolve-reference.ts'

/** The answer rules that a document becomes, and what became of its parts. */
export type Mock = {
  title: string
  bases: string[]
  rules: AnswerRule[]
  operations: MockedOperation[]
  leftOut: LeftOut[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

// Every source is in memory and is sent to the screens whole.
const bodyLettersAtMost = 1_000_000
const nameLettersAtMost = 80

type Making = Mock & { document: OpenApiDocument; bodyLetters: number }

/**
 * Turns an OpenAPI 3 document into answer rules: one for each operation, one with 405 for each path, and one with 404
 * for all that is left. Throws `bad-input` where nothing of it can be answered.
 */
export function rulesOfDocument(document: OpenApiDocument): Mock {
  const making: Making = {
    document,
    title: titleOf(document),
    bases: basesOfDocument(document),
    rules: [],
    operations: [],
    leftOut: [],
    bodyLetters: 0,
  }
  const paths = Object.keys(document.paths).filter((path) => path.startsWith('/'))
  for (const path of paths.toSorted(comparePaths)) addPath(making, path)
  tellUnchecked(making)
  const { title, bases, rules, operations, leftOut } = making
  const [first] = leftOut
  if (operations.length === 0) {
    throw first === undefined
      ? bad('paths', 'The document has nothing to answer: no path of it has an operation.')
      : bad(first.place, `Nothing of the document can be answered. ${first.place}: ${first.why}`)
  }
  return { title, bases, rules: [...rules, notFound(title)], operations, leftOut }
}

function titleOf(document: OpenApiDocument): string {
  const title = memberOf(memberOf(document, 'info'), 'title')
  return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 200) : 'The API'
}

function addPath(making: Making, path: string): void {
  const { document, bases, rules, leftOut } = making
  const place = `paths.${path}`
  const where = conditionOfPath(path, bases)
  if (typeof where.value === 'string' && where.value.length > maxPatternLetters) {
    leftOut.push({ place, why: `The path is longer than ${maxPatternLetters} letters.` })
    return
  }
  attempt(making, place, () => {
    const item = resolveReference(document, document.paths[path]).value
    if (!isObject(item)) throw new LeftOutError('It is no object.')
    const has = methods.filter((method) => memberOf(item, method) !== undefined)
    const made = has.filter((method) => addOperation(making, { path, method, where, operation: item[method] }))
    if (made.length > 0) rules.push(methodNotAllowed(path, where, made))
  })
}

type Operation = { path: string; method: string; where: ConditionRule; operation: unknown }

/** Whether the operation is answered; if not, it stands with the reason among what is left out. */
function addOperation(making: Making, { path, method, where, operation }: Operation): boolean {
  return attempt(making, `paths.${path}.${method}`, () => {
    // After it come the rules for the path and for what is not found.
    if (making.rules.length + 3 > mostAnswerRules)
      throw new LeftOutError(`A source has at most ${mostAnswerRules} rules.`)
    if (!isObject(operation)) throw new LeftOutError('It is no object.')
    const { answer, from } = answerOfOperation(making.document, operation)
    if (making.bodyLetters + answer.body.length > bodyLettersAtMost) {
      throw new LeftOutError(`The bodies of all answers have more than ${bodyLettersAtMost} letters.`)
    }
    making.bodyLetters += answer.body.length
    const name = method.toUpperCase()
    const when = {
      combinator: 'and' as const,
      rules: [{ field: 'method', operator: 'is' as const, value: name }, where],
    }
    making.rules.push({ name: named(`${name} ${path}`), when, answer })
    making.operations.push({ method: name, path, status: answer.status, body: from })
  })
}

function attempt({ leftOut }: Making, place: string, make: () => void): boolean {
  try {
    make()
    return true
  } catch (error) {
    if (!(error instanceof LeftOutError)) throw error
    leftOut.push({ place, why: error.message })
    return false
  }
}

/** Says what the mock does not do although the document asks for it. */
function tellUnchecked({ document, operations, leftOut }: Making): void {
  const withBody = operations.filter(({ path, method }) => {
    const item = resolveReference(document, document.paths[path]).value
    return memberOf(memberOf(item, method.toLowerCase()), 'requestBody') !== undefined
  })
  if (withBody.length > 0) {
    const why = `The bodies of requests are not held against their schemas (${withBody.length} ${withBody.length === 1 ? 'operation has' : 'operations have'} one).`
    leftOut.push({ place: 'requestBody', why })
  }
}

const named = (text: string): string =>
  text.length > nameLettersAtMost ? `${text.slice(0, nameLettersAtMost - 1)}…` : text

// RFC 9110 section 15.5.6 asks for the Allow header.
function methodNotAllowed(path: string, where: ConditionRule, made: readonly string[]): AnswerRule {
  const allowed = made.map((method) => method.toUpperCase()).join(', ')
  return {
    name: named(`405 ${path}`),
    when: { combinator: 'and', rules: [where] },
    answer: problem(405, 'Method Not Allowed', `The mock has ${allowed} at ${path}.`, [['Allow', allowed]]),
  }
}

const notFound = (title: string): AnswerRule => ({
  name: '404 for all else',
  when: { combinator: 'and', rules: [] },
  answer: problem(404, 'Not Found', `No path of “${title}” is like that of the request.`),
})

// RFC 9457.
const problem = (
  status: number,
  title: string,
  detail: string,
  headers: [string, string][] = [],
): AnswerRule['answer'] => ({
  status,
  headers: [['Content-Type', 'application/problem+json'], ...headers],
  body: JSON.stringify({ title, status, detail }),
  delayMs: 0,
})
