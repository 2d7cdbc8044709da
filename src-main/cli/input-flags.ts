import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Operation } from '#shared/contract/operation.ts'
import { idempotencyKeyWords, pathParameters } from '#shared/contract/operation.ts'

type JsonSchema = {
  type?: string | string[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  enum?: unknown[]
  description?: string
  format?: string
  default?: unknown
  examples?: unknown[]
}

type FlagKind = 'boolean' | 'number' | 'text' | 'list' | 'json' | 'text|json'

/** The flags of an operation: its input but for what stands in the path. */
export function flagsOf(entry: Operation): Option[] {
  const { properties = {}, required = [] } = z.toJSONSchema(entry.input, { io: 'input' }) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  const inPath = new Set(pathParameters(entry.path))
  return Object.entries(properties)
    .filter(([name]) => !inPath.has(name))
    .flatMap(([name, schema]) => toFlags(name, schema, required.includes(name)))
}

/** The flag for the header of calls that can be told to be done once. */
export const idempotencyKeyFlag = (): Option =>
  new Option('--idempotency-key <text>', idempotencyKeyWords).argParser((text) => {
    if (/^[\x20-\x7e]{1,255}$/.test(text)) return text
    throw new InvalidArgumentError('It must be 1 to 255 letters, digits and signs of ASCII.')
  })

/** Flags for the parts of one field that is an object: those of `hmac` are `--hmac-header` and so on. */
export function partFlagsOf(field: string, schema: z.ZodType): Option[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' }) as { properties?: Record<string, JsonSchema> }
  return Object.entries(properties).flatMap(([name, part]) => toFlags(partFlag(field, name), part, false))
}

/** Takes the parts of a field out of flags and puts them together; without any of them the flags stay as they are. */
export function joinParts(flags: Record<string, unknown>, field: string, schema: z.ZodObject): Record<string, unknown> {
  const names = Object.keys(schema.shape).filter((name) => flags[partFlag(field, name)] !== undefined)
  if (names.length === 0) return flags
  const parts = new Set(names.map((name) => partFlag(field, name)))
  const others = Object.fromEntries(Object.entries(flags).filter(([name]) => !parts.has(name)))
  const given = Object.fromEntries(names.map((name) => [name, flags[partFlag(field, name)]]))
  return { ...others, [field]: { ...(flags[field] as object | undefined), ...inputOf(given) } }
}

const partFlag = (field: string, name: string): string => `${field}${name.charAt(0).toUpperCase()}${name.slice(1)}`

/** A field that is secret. What is not required is read from stdin only where a flag says so. */
export type SecretField = { name: string; isRequired: boolean }

/** The fields that are secret: what stands in a command is in the shell's history and in the list of processes. */
export function secretFields(entry: Operation): SecretField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(entry.input, { io: 'input' }) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.keys(properties)
    .filter((name) => isSecret(properties[name] ?? {}))
    .map((name) => ({ name, isRequired: required.includes(name) }))
}

const isSecret = ({ format }: JsonSchema): boolean => format === 'password'

/** `newAddress` as `new-address`. */
export const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function toFlags(name: string, schema: JsonSchema, isRequired: boolean): Option[] {
  const kind = kindOf(schema)
  const described = describe(schema, isRequired)
  if (kind === 'boolean') return [new Option(`--${kebab(name)}`, described), new Option(`--no-${kebab(name)}`)]
  const isMandatory = isRequired && !isSecret(schema)
  const flag = new Option(`--${kebab(name)} <${kind}>`, described).makeOptionMandatory(isMandatory)
  const isNullable = variantsOf(schema).some(({ type }) => type === 'null')
  return [
    flag.argParser((text: string, before: unknown) =>
      isNullable && text === 'null' ? asNull : readers[kind](text, before),
    ),
  ]
}

// Commander takes a null for a flag without a value.
const asNull = Symbol('null')

/** The values of flags as an operation takes them. */
export const inputOf = (flags: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, value === asNull ? null : value]))

const secretWords = {
  required: '“-”, or left out where something is piped in: read from stdin.',
  optional: '“-”: read from stdin.',
}

function describe(schema: JsonSchema, isRequired: boolean): string {
  const choices =
    kindOf(schema) === 'boolean' ? [] : variantsOf(schema).flatMap(({ enum: words = [] }) => words.map(String))
  const parts = [
    schema.description ?? '',
    choices.length > 0 ? `One of ${choices.join(', ')}.` : '',
    examplesOf(schema),
    kindOf(schema) === 'list' ? "Repeat the flag for several; '' for none." : '',
    isSecret(schema) ? secretWords[isRequired ? 'required' : 'optional'] : '',
    schema.default === undefined || schema.default === null ? '' : `Default: ${JSON.stringify(schema.default)}.`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

// In quotes, as it is typed: a shell keeps what stands between them.
const examplesOf = ({ examples = [] }: JsonSchema): string =>
  examples.length === 0 ? '' : `Such as ${examples.map((example) => `'${JSON.stringify(example)}'`).join(' or ')}.`

const variantsOf = (schema: JsonSchema): JsonSchema[] =>
  schema.anyOf?.flatMap(variantsOf) ??
  [schema.type].flat().map((type) => (type === undefined ? schema : { ...schema, type }))

const kindOfType: Record<string, FlagKind> = { boolean: 'boolean', integer: 'number', number: 'number', string: 'text' }

function kindOf(schema: JsonSchema): FlagKind {
  const [first = schema] = variantsOf(schema).filter(({ type }) => type !== 'null')
  if (first.type === 'array' && isText(first.items)) return 'list'
  if (first.type === 'string' && variantsOf(schema).some(({ type }) => type === 'object')) return 'text|json'
  return kindOfType[String(first.type)] ?? 'json'
}

const isText = (schema: JsonSchema | undefined): boolean =>
  schema !== undefined && variantsOf(schema).every(({ type }) => type === 'string')

const readers: Record<FlagKind, (text: string, before: unknown) => unknown> = {
  boolean: () => true,
  text: (text) => text,
  list: (text, before) => [...(Array.isArray(before) ? (before as unknown[]) : []), ...(text === '' ? [] : [text])],
  number: (text) => {
    const number = Number(text)
    if (text.trim() === '' || Number.isNaN(number)) throw new InvalidArgumentError('It must be a number.')
    return number
  },
  json: readJson,
  'text|json': (text) => (text.startsWith('{') ? readJson(text) : text),
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new InvalidArgumentError('It must be JSON.')
  }
}
