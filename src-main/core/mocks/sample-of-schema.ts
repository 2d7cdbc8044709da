import type { JsonObject } from './json-object.ts'
import { isObject, memberOf } from './json-object.ts'
import { LeftOutError } from './left-out-error.ts'
import { resolveReference } from './resolve-reference.ts'
import { sampleNumber, sampleText } from './sample-scalar.ts'

const depthAtMost = 12
const valuesAtMost = 5000
const itemsAtMost = 20

/** A value of its own: in JSON nothing is undefined, so that undefined can mean that a schema goes round in circles. */
type Sample = unknown
type Place = { document: unknown; depth: number; open: readonly string[]; left: { values: number } }

/**
 * Makes a value that a schema of an OpenAPI document describes: its example, its default, its first choice, or one
 * made from type and limits. The same schema makes the same value. Where a schema contains itself the field is left
 * out. Throws `LeftOutError` where that cannot be done.
 */
export function sampleOfSchema(document: unknown, schema: unknown): unknown {
  const sample = sampleOf(schema, { document, depth: 0, open: [], left: { values: valuesAtMost } })
  if (sample === undefined) throw new LeftOutError('The schema contains itself without an end.')
  return sample
}

function sampleOf(written: unknown, place: Place): Sample {
  const { document, depth, open, left } = place
  const { value: schema, through } = resolveReference(document, written)
  if (depth > depthAtMost || through.some((reference) => open.includes(reference))) return undefined
  left.values -= 1
  if (left.values < 0) throw new LeftOutError(`The schema describes more than ${valuesAtMost} values.`)
  if (!isObject(schema)) return schema === false ? undefined : {}
  const given = givenValue(schema)
  if (given !== undefined) return given
  const inside = { document, left, depth: depth + 1, open: [...open, ...through] }
  return composed(schema, inside) ?? samples[typeOf(schema)](schema, inside)
}

/** What the schema itself says that a value may be. */
function givenValue(schema: JsonObject): unknown {
  const [example] = listOf(schema, 'examples')
  const [choice] = listOf(schema, 'enum')
  return [memberOf(schema, 'example'), example, memberOf(schema, 'const'), memberOf(schema, 'default'), choice].find(
    (value) => value !== undefined,
  )
}

const listOf = (schema: JsonObject, name: string): readonly unknown[] => {
  const value = memberOf(schema, name)
  return Array.isArray(value) ? value : []
}

/** The first alternative that has a sample, or all parts together; undefined where the schema has neither. */
function composed(schema: JsonObject, place: Place): Sample {
  const parts = listOf(schema, 'allOf')
  const alternatives = [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')]
  if (parts.length === 0 && alternatives.length === 0) return undefined
  const chosen = firstOf(alternatives, place)
  const all = [...parts.map((part) => sampleOf(part, place)), ...(chosen === undefined ? [] : [chosen])]
  const own = isObject(memberOf(schema, 'properties')) ? [sampleObject(schema, place)] : []
  const objects = [...all, ...own].filter(isObject)
  if (objects.length > 0) return Object.fromEntries(objects.flatMap((object) => Object.entries(object)))
  return all.find((value) => value !== undefined)
}

// An alternative of null says least about what the others are like.
function firstOf(alternatives: readonly unknown[], place: Place): Sample {
  let found: Sample
  for (const alternative of alternatives) {
    const sample = sampleOf(alternative, place)
    if (sample !== undefined && sample !== null) return sample
    found ??= sample
  }
  return found
}

const types = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const
type SchemaType = (typeof types)[number]

function typeOf(schema: JsonObject): SchemaType {
  const written = [memberOf(schema, 'type')].flat()
  const known = types.filter((type) => written.includes(type))
  const told = known.find((type) => type !== 'null') ?? known[0]
  if (told !== undefined) return told
  const has = (...names: string[]): boolean => names.some((name) => Object.hasOwn(schema, name))
  if (has('items', 'minItems')) return 'array'
  if (has('format', 'pattern', 'minLength', 'maxLength')) return 'string'
  return has('minimum', 'maximum', 'multipleOf') ? 'number' : 'object'
}

const samples: Record<SchemaType, (schema: JsonObject, place: Place) => Sample> = {
  object: sampleObject,
  array: sampleArray,
  string: sampleText,
  integer: sampleNumber,
  number: sampleNumber,
  boolean: () => true,
  null: () => null,
}

function sampleObject(schema: JsonObject, place: Place): Sample {
  const properties = memberOf(schema, 'properties')
  const fields = Object.entries(isObject(properties) ? properties : {})
    // An answer has none of what is only ever sent.
    .filter(([, property]) => memberOf(property, 'writeOnly') !== true)
    .map(([name, property]) => [name, sampleOf(property, place)] as const)
  const required = listOf(schema, 'required')
  // A required field that contains its own object makes the object impossible, and so what holds it leaves it out.
  if (fields.some(([name, sample]) => sample === undefined && required.includes(name))) return undefined
  return Object.fromEntries(fields.filter(([, sample]) => sample !== undefined))
}

function sampleArray(schema: JsonObject, place: Place): Sample {
  const least = Number(memberOf(schema, 'minItems') ?? 0)
  const most = Number(memberOf(schema, 'maxItems') ?? itemsAtMost)
  if (most < 1) return []
  const item = sampleOf(memberOf(schema, 'items'), place)
  if (item === undefined) return least > 0 ? undefined : []
  return Array.from({ length: Math.min(Math.max(least, 1), itemsAtMost) }, () => item)
}
