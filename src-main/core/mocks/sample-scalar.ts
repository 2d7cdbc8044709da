import type { JsonObject } from './json-object.ts'
import { memberOf } from './json-object.ts'

/** Texts by format, as OpenAPI and JSON Schema (2020-12, section 7.3) name them. */
const textsByFormat: ReadonlyMap<unknown, string> = new Map([
  ['date-time', '2026-01-02T03:04:05Z'],
  ['date', '2026-01-02'],
  ['time', '03:04:05Z'],
  ['duration', 'P1D'],
  ['email', 'ada@example.com'],
  ['hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['uri', 'https://example.com/'],
  ['url', 'https://example.com/'],
  ['uri-reference', '/example'],
  ['uuid', '3fa85f64-5717-4562-b3fc-2c963f66afa6'],
  ['byte', 'dGV4dA=='],
])

const lettersAtMost = 10_000

/** A text of a schema’s format and length. A pattern is not looked at. */
export function sampleText(schema: JsonObject): string {
  const least = Math.min(numberAt(schema, 'minLength') ?? 0, lettersAtMost)
  const most = numberAt(schema, 'maxLength') ?? Infinity
  const text = textsByFormat.get(memberOf(schema, 'format')) ?? 'text'
  return text.padEnd(least, 'x').slice(0, Math.max(0, most))
}

/** The smallest number that a schema allows from 1 on, else the one nearest to it. */
export function sampleNumber(schema: JsonObject): number {
  const step = numberAt(schema, 'multipleOf') ?? (memberOf(schema, 'type') === 'number' ? 0.5 : 1)
  const { least, most } = limitsOf(schema, step)
  const wanted = Math.min(Math.max(1, least), most)
  if (!(step > 0)) return wanted
  const above = Math.ceil(wanted / step) * step
  return above <= most ? above : Math.floor(most / step) * step
}

/** The limits, in OpenAPI 3.1’s writing and in that of 3.0, where `exclusiveMinimum` is a yes or no. */
function limitsOf(schema: JsonObject, step: number): { least: number; most: number } {
  const least = numberAt(schema, 'minimum') ?? -Infinity
  const most = numberAt(schema, 'maximum') ?? Infinity
  const above =
    numberAt(schema, 'exclusiveMinimum') ?? (memberOf(schema, 'exclusiveMinimum') === true ? least : -Infinity)
  const below =
    numberAt(schema, 'exclusiveMaximum') ?? (memberOf(schema, 'exclusiveMaximum') === true ? most : Infinity)
  return { least: Math.max(least, above + step), most: Math.min(most, below - step) }
}

function numberAt(schema: JsonObject, name: string): number | null {
  const value = memberOf(schema, name)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
