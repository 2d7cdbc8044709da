/** The kinds of JSON values. */
export const shapeKinds = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const
export type ShapeKind = (typeof shapeKinds)[number]

/** What the values at one place of many samples were like. */
export type Shape = {
  /** How many values were seen here. */
  seen: number
  kinds: Map<ShapeKind, number>
  /** Of the objects among them: their fields by name. */
  fields: Map<string, Shape>
  /** Of the arrays among them: what all their items were like. */
  items: Shape | null
}

const depthAtMost = 16
/** More fields of one object are not kept apart: their names are data, such as ids. */
export const fieldsAtMost = 500

export const emptyShape = (): Shape => ({ seen: 0, kinds: new Map(), fields: new Map(), items: null })

/** The kind of a parsed JSON value. */
export function kindOf(value: unknown): ShapeKind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number'
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as 'string' | 'boolean') : 'object'
}

/** Adds a sample to a shape, in place; what lies too deep, or beyond too many fields, is left out. */
export function addSample(shape: Shape, value: unknown, depth = 0): void {
  const kind = kindOf(value)
  shape.seen += 1
  shape.kinds.set(kind, (shape.kinds.get(kind) ?? 0) + 1)
  if (depth >= depthAtMost) return
  if (Array.isArray(value)) {
    shape.items ??= emptyShape()
    for (const item of value) addSample(shape.items, item, depth + 1)
  } else if (kind === 'object') {
    for (const [name, inner] of Object.entries(value as object)) {
      const field = shape.fields.get(name) ?? (shape.fields.size < fieldsAtMost ? emptyShape() : null)
      if (field === null) continue
      shape.fields.set(name, field)
      addSample(field, inner, depth + 1)
    }
  }
}

/** True for a field that every object here had. */
export const isRequired = (shape: Shape, field: Shape): boolean => field.seen === (shape.kinds.get('object') ?? 0)

/** Its kinds in a fixed order; an integer is a number where both occurred. */
export const kindsOf = ({ kinds }: Shape): ShapeKind[] =>
  shapeKinds.filter((kind) => kinds.has(kind) && !(kind === 'integer' && kinds.has('number')))
