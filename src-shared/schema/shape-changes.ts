import type { Shape, ShapeKind } from './shape.ts'
import { findDrift } from './drift.ts'

/** One way in which a body differs from all that were seen before it; `from` and `to` where the type changed. */
export type ShapeChange = {
  kind: 'new-field' | 'missing-field' | 'type-changed'
  path: string
  from: ShapeKind[] | null
  to: ShapeKind | null
}

// What the first few have by chance in common says nothing about the next.
const samplesBeforeDrift = 3

/** In what a body differs from all before it, each change once; nothing while too few were seen. */
export function findChanges(before: Shape, sample: unknown): ShapeChange[] {
  if (before.seen < samplesBeforeDrift) return []
  const changes = new Map<string, ShapeChange>()
  for (const drift of findDrift(before, sample)) {
    const key = keyOfChange(drift)
    if (changes.has(key)) continue
    const types = drift.kind === 'type-changed' ? { from: drift.from, to: drift.to } : { from: null, to: null }
    changes.set(key, { kind: drift.kind, path: drift.path, ...types })
  }
  return [...changes.values()]
}

/** What makes two changes the same one. */
export const keyOfChange = ({ kind, path }: Pick<ShapeChange, 'kind' | 'path'>): string => `${kind} ${path}`

/** Where a change is, in words. */
export const placeOfChange = ({ path }: Pick<ShapeChange, 'path'>): string => (path === '' ? 'the body itself' : path)

const words: Record<ShapeChange['kind'], (change: ShapeChange) => string> = {
  'new-field': () => 'new field',
  'missing-field': () => 'missing, and was always there',
  'type-changed': ({ from, to }) => `${from?.join(' or ') ?? 'unknown'} became ${to ?? 'unknown'}`,
}

/** What changed there, in words. */
export const describeChange = (change: ShapeChange): string => words[change.kind](change)
