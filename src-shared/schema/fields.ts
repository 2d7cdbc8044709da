import type { Shape, ShapeKind } from './shape.ts'
import { isRequired, kindsOf } from './shape.ts'

/** A field of all samples: where it stands, its kinds, and in what share of the objects around it it was. */
export type FieldCoverage = { path: string; kinds: ShapeKind[]; coverage: number; isRequired: boolean }

const fieldsAtMost = 1000

/** All fields with their coverage, in the order in which they were met; items of arrays stand under `[]`. */
export function listFields(shape: Shape): FieldCoverage[] {
  const fields: FieldCoverage[] = []
  const visit = (current: Shape, path: string): void => {
    for (const [name, field] of current.fields) {
      if (fields.length >= fieldsAtMost) return
      const at = path === '' ? name : `${path}.${name}`
      const coverage = field.seen / Math.max(1, current.kinds.get('object') ?? 0)
      fields.push({ path: at, kinds: kindsOf(field), coverage, isRequired: isRequired(current, field) })
      visit(field, at)
    }
    if (current.items) visit(current.items, `${path}[]`)
  }
  visit(shape, '')
  return fields
}
