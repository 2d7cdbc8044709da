import type { FieldGap } from '#shared/model/template.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { FieldUse } from '#main/core/sandbox/sandbox.ts'

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** The value at a path such as `data.items.0.name`; own fields alone. Undefined where there is none. */
function valueAt(event: EnvelopeEvent, path: string): unknown {
  let value: unknown = event
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

const deepest = 4
const knownAtMost = 500

/** Paths to what is no object, as deep as anybody would write them. */
function leavesOf(value: unknown, path: string, depth = 0): string[] {
  if (!isObject(value) || Array.isArray(value)) return [path]
  if (depth === deepest) return []
  return Object.entries(value)
    .flatMap(([key, inner]) => (/^\w+$/.test(key) ? leavesOf(inner, `${path}.${key}`, depth + 1) : []))
    .slice(0, knownAtMost)
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== ''
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
const wordsOf = (path: string): string[] => path.toLowerCase().split(/[._]/).slice(1)

/** Fields of a template that some events do not have, and what all of them have instead. Worst first. */
export function measureFields(uses: readonly FieldUse[], events: readonly EnvelopeEvent[]): FieldGap[] {
  const isEverywhere = (path: string): boolean => events.every((event) => isFilled(valueAt(event, path)))
  const [newest] = events
  const always = newest ? leavesOf(newest.data, 'data').filter(isEverywhere) : []
  const asked = uses.filter(({ path, hasDefault }) => !hasDefault && path.startsWith('data.'))
  return asked
    .map(({ path, line, column }): FieldGap => {
      const missing = events.filter((event) => !isFilled(valueAt(event, path))).length
      return { path, line, column, missing, instead: missing === 0 ? null : likest(path, always) }
    })
    .filter(({ missing }) => missing > 0)
    .toSorted((one, other) => other.missing - one.missing)
}

/** The field with the same last word, or else the one that shares the most words. */
function likest(path: string, always: readonly string[]): string | null {
  const same = always.find((other) => other !== path && lastOf(other) === lastOf(path))
  if (same !== undefined) return same
  const words = new Set(wordsOf(path))
  const shared = (other: string): number => wordsOf(other).filter((word) => words.has(word)).length
  const [best] = always.toSorted((one, other) => shared(other) - shared(one))
  return best !== undefined && shared(best) > 0 ? best : null
}
