import type { Answer } from '#shared/model/answer.ts'
import { Answer as AnswerSchema, SendableHeaders } from '#shared/model/answer.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { MockedOperation } from '#shared/model/mock.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import type { JsonObject } from './json-object.ts'
import { isObject, memberOf } from './json-object.ts'
import { LeftOutError } from './left-out-error.ts'
import { resolveReference } from './resolve-reference.ts'
import { sampleOfSchema } from './sample-of-schema.ts'

type Content = { body: string; from: MockedOperation['body']; contentType: string | null }
export type MockedAnswer = { answer: Answer; from: MockedOperation['body'] }

/** What an operation of a document answers: its first 2xx response, else its default, else its first. Throws `LeftOutError`. */
export function answerOfOperation(document: unknown, operation: JsonObject): MockedAnswer {
  const responses = memberOf(operation, 'responses')
  const chosen = isObject(responses) ? chooseResponse(responses) : undefined
  if (chosen === undefined) throw new LeftOutError('It has no response with a status from 200 on.')
  const { status, written } = chosen
  const response = resolveReference(document, written).value
  if (!isObject(response)) throw new LeftOutError(`Its response ${status} is no object.`)
  const { body, from, contentType } = mayHaveBody(status) ? contentOf(document, response) : noContent
  const headers: HeaderPairs = [
    ...(contentType === null ? [] : [['Content-Type', contentType] as [string, string]]),
    ...headersOf(document, response),
  ]
  const answer = AnswerSchema.safeParse({ status, headers, body })
  if (!answer.success) throw new LeftOutError(`Its response ${status} cannot be sent. ${firstIssueWords(answer.error)}`)
  return { answer: answer.data, from }
}

const noContent: Content = { body: '', from: 'none', contentType: null }

// RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5.
const mayHaveBody = (status: number): boolean => ![204, 205, 304].includes(status)

type Chosen = { status: number; written: unknown }

function chooseResponse(responses: JsonObject): Chosen | undefined {
  const known = Object.entries(responses).flatMap(([key, written]) => {
    const status = statusOf(key)
    return status === null ? [] : [{ status, written, isDefault: key === 'default' }]
  })
  const good = known.filter(({ status, isDefault }) => status < 300 && !isDefault)
  const [first] = good.toSorted((a, b) => a.status - b.status)
  return first ?? known.find(({ isDefault }) => isDefault) ?? known[0]
}

/** `201` as it is, `2XX` as 200, `default` as 200; null for anything else. */
function statusOf(key: string): number | null {
  if (key === 'default') return 200
  return /^[2-5](\d\d|XX)$/i.test(key) ? Number(key.replaceAll(/x/gi, '0')) : null
}

function contentOf(document: unknown, response: JsonObject): Content {
  const content = memberOf(response, 'content')
  const types = isObject(content) ? Object.keys(content) : []
  const type = types.find(isJson) ?? types[0]
  if (type === undefined) return noContent
  const media = resolveReference(document, memberOf(content, type)).value
  const { value, from } = valueOfMedia(document, media)
  if (from === 'none') return { ...noContent, contentType: type.includes('*') ? null : type }
  return { body: textOf(value, type), from, contentType: concrete(type, value) }
}

const isJson = (type: string): boolean => /[/+]json\b/i.test(type)

const concrete = (type: string, value: unknown): string => {
  if (!type.includes('*')) return type
  return typeof value === 'string' ? 'text/plain; charset=utf-8' : 'application/json'
}

function valueOfMedia(document: unknown, media: unknown): { value: unknown; from: Content['from'] } {
  const example = memberOf(media, 'example')
  if (example !== undefined) return { value: example, from: 'example' }
  const examples = memberOf(media, 'examples')
  for (const written of isObject(examples) ? Object.values(examples) : []) {
    const value = memberOf(resolveReference(document, written).value, 'value')
    if (value !== undefined) return { value, from: 'example' }
  }
  const schema = memberOf(media, 'schema')
  if (schema === undefined) return { value: undefined, from: 'none' }
  return { value: sampleOfSchema(document, schema), from: 'schema' }
}

function textOf(value: unknown, type: string): string {
  if (typeof value === 'string' && !isJson(type)) return value
  if (!isJson(type) && !type.includes('*')) {
    throw new LeftOutError(`Only texts and JSON can be made; it answers ${type} and has no example that is a text.`)
  }
  try {
    return JSON.stringify(value, null, 2)
  } catch (cause) {
    throw new LeftOutError('Its example contains itself.', { cause })
  }
}

// The receiver writes these itself, and OpenAPI has Content-Type told by the content alone.
const notWritten = /^(content-type|content-length|content-encoding|transfer-encoding|connection|date|trailer|upgrade)$/i

function headersOf(document: unknown, response: JsonObject): HeaderPairs {
  const headers = memberOf(response, 'headers')
  return Object.entries(isObject(headers) ? headers : {})
    .filter(([name]) => !notWritten.test(name))
    .flatMap(([name, written]) => {
      const { value } = valueOfMedia(document, resolveReference(document, written).value)
      const pair = [[name, String(value)]] as [string, string][]
      return isScalar(value) && SendableHeaders.safeParse(pair).success ? pair : []
    })
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
