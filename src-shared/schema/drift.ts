import type { Shape, ShapeKind } from './shape.ts'
import { fieldsAtMost, isRequired, kindOf } from './shape.ts'

/** Something that the samples before had never shown. */
export type Drift =
  | { kind: 'new-field'; path: string }
  | { kind: 'missing-field'; path: string }
  | { kind: 'type-changed'; path: string; from: ShapeKind[]; to: ShapeKind }

const depthAtMost = 16
const driftsAtMost = 50

/** In what a sample differs from all that were seen before it. */
export function findDrift(before: Shape, sample: unknown): Drift[] {
  const found: Drift[] = []
  compare(before, sample, { path: '', depth: 0, found })
  return found
}

type Place = { path: string; depth: number; found: Drift[] }

function compare(before: Shape, value: unknown, place: Place): void {
  const { path, depth, found } = place
  if (found.length >= driftsAtMost || depth > depthAtMost || before.seen === 0) return
  const kind = kindOf(value)
  if (!knows(before, kind)) {
    found.push({ kind: 'type-changed', path, from: [...before.kinds.keys()], to: kind })
    return
  }
  if (kind === 'array' && before.items) {
    for (const item of value as unknown[])
      compare(before.items, item, { ...place, path: `${path}[]`, depth: depth + 1 })
  }
  if (kind === 'object') compareFields(before, value as Record<string, unknown>, place)
}

// A whole number says nothing against a field that holds numbers, and null nothing for good about one that may be null.
const knows = ({ kinds }: Shape, kind: ShapeKind): boolean =>
  kinds.has(kind) || (kind === 'integer' && kinds.has('number'))

function compareFields(before: Shape, value: Record<string, unknown>, { path, depth, found }: Place): void {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  for (const [name, field] of before.fields) {
    if (Object.hasOwn(value, name)) compare(field, value[name], { path: at(name), depth: depth + 1, found })
    else if (isRequired(before, field)) found.push({ kind: 'missing-field', path: at(name) })
  }
  // Of so many not all are known: any name might have been there.
  if (before.fields.size >= fieldsAtMost) return
  for (const name of Object.keys(value)) {
    if (!before.fields.has(name) && before.kinds.has('object')) found.push({ kind: 'new-field', path: at(name) })
  }
}
