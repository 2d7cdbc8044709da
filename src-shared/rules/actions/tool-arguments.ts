import type { JsonSchema } from '#shared/model/event-type.ts'
import type { JsonValue } from '#shared/model/event.ts'

/** An argument that a line of text is enough for. */
export type ToolField = {
  name: string
  description: string
  isRequired: boolean
  kind: 'text' | 'number' | 'flag'
  /** null: anything. */
  choices: readonly string[] | null
}

const kinds: Readonly<Record<string, ToolField['kind']>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'flag',
}

type Property = { type?: JsonValue; description?: JsonValue; enum?: JsonValue }

const isObject = (value: unknown): value is Record<string, JsonValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The simple ones among a tool’s arguments, the required first; lists and objects are left to the JSON. */
export function fieldsOfTool({ properties, required }: JsonSchema): ToolField[] {
  const names = Array.isArray(required) ? required : []
  const fields = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]) => {
    const { type, description, enum: choices }: Property = isObject(property) ? property : {}
    const kind = typeof type === 'string' ? kinds[type] : undefined
    if (kind === undefined) return []
    const isList = Array.isArray(choices) && choices.every((choice) => typeof choice === 'string')
    const field: ToolField = {
      name,
      description: typeof description === 'string' ? description : '',
      isRequired: names.includes(name),
      kind,
      choices: isList ? (choices as string[]) : null,
    }
    return [field]
  })
  return fields.toSorted((one, other) => Number(other.isRequired) - Number(one.isRequired))
}

/** Arguments as they are written: JSON in which a place may stand where a value should. */
export type ToolArguments = Readonly<Record<string, JsonValue>>

// A place outside of a text is no JSON: while it is read it stands in a text that begins with this.
const bare = '⟦place⟧'
const textOrPlace = /"(?:[^"\\]|\\.)*"|\{\{[^{}]*\}\}/g
const bareText = new RegExp(`"${bare}((?:[^"\\\\]|\\\\.)*)"`, 'g')

/** Reads arguments; null: they are more than JSON with places. */
export function readToolArguments(text: string): ToolArguments | null {
  const quoted = text.replaceAll(textOrPlace, (found) =>
    found.startsWith('{{') ? JSON.stringify(`${bare}${found}`) : found,
  )
  try {
    const value: unknown = JSON.parse(quoted)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** Writes arguments as a template. */
export const writeToolArguments = (given: ToolArguments): string =>
  JSON.stringify(given, null, 2).replaceAll(bareText, (_, place: string) => JSON.parse(`"${place}"`) as string)

/** One argument as a line of text; null: it is none. */
export function argumentText(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.startsWith(bare) ? value.slice(bare.length) : value
  return typeof value === 'object' ? null : String(value)
}

const place = /^\s*\{\{[^{}]*\}\}\s*$/

/** Arguments with one of them as it was typed; an empty one is left out. */
export function withArgument(given: ToolArguments, { name, kind }: ToolField, text: string): ToolArguments {
  const { [name]: _, ...others } = given
  return text === '' ? others : { ...given, [name]: valueOf(kind, text) }
}

function valueOf(kind: ToolField['kind'], text: string): JsonValue {
  if (kind === 'text') return text
  if (place.test(text)) return `${bare}${text.trim()}`
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  if (kind === 'flag' && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

/** What another tool takes of the arguments as they are written: those that its schema names. */
export function argumentsFor({ properties }: JsonSchema, text: string): string {
  const named = isObject(properties) ? properties : {}
  const given = Object.entries(readToolArguments(text) ?? {})
  return writeToolArguments(Object.fromEntries(given.filter(([name]) => Object.hasOwn(named, name))))
}
