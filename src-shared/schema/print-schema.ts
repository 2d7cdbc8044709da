import type { Shape, ShapeKind } from './shape.ts'
import { isRequired, kindsOf } from './shape.ts'

/** A shape as JSON Schema (draft 2020-12). */
export function printJsonSchema(shape: Shape): Record<string, unknown> {
  const kinds = kindsOf(shape)
  if (kinds.length === 0) return {}
  const required = [...shape.fields].filter(([, field]) => isRequired(shape, field)).map(([name]) => name)
  return {
    type: kinds.length === 1 ? kinds[0] : kinds,
    ...(kinds.includes('object') && {
      properties: Object.fromEntries([...shape.fields].map(([name, field]) => [name, printJsonSchema(field)])),
      ...(required.length > 0 && { required }),
    }),
    ...(kinds.includes('array') && shape.items && { items: printJsonSchema(shape.items) }),
  }
}

type Words = {
  scalars: Record<Exclude<ShapeKind, 'object' | 'array'>, string>
  unknown: string
  array: (item: string) => string
  /** `isShadowing`: one of its fields is named like something that every object inherits. */
  object: (fields: string, place: { indent: string; isShadowing: boolean }) => string
  field: (name: string, value: string, isOptional: boolean) => string
  union: (parts: string[]) => string
}

function print(shape: Shape, words: Words, indent: string): string {
  const parts = kindsOf(shape).map((kind) => {
    if (kind === 'object') return printObject(shape, words, indent)
    if (kind === 'array') return words.array(shape.items ? print(shape.items, words, indent) : words.unknown)
    return words.scalars[kind]
  })
  if (parts.length === 0) return words.unknown
  return parts.length === 1 ? (parts[0] ?? '') : words.union(parts)
}

function printObject(shape: Shape, words: Words, indent: string): string {
  const inner = `${indent}  `
  const fields = [...shape.fields].map(
    ([name, field]) => `${inner}${words.field(name, print(field, words, inner), !isRequired(shape, field))}\n`,
  )
  return words.object(fields.join(''), { indent, isShadowing: isShadowing(shape) })
}

const isShadowing = ({ fields }: Shape): boolean => [...fields.keys()].some((name) => name in {})

const isShadowingWithin = (shape: Shape): boolean =>
  isShadowing(shape) ||
  [...shape.fields.values()].some(isShadowingWithin) ||
  (shape.items !== null && isShadowingWithin(shape.items))

// `__proto__` written plainly would set the prototype instead of naming a field.
const propertyName = (name: string): string =>
  name === '__proto__' ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)

// What TypeScript knows that every object has: where the field is absent, reading it gives the inherited member.
const inheritedMembers = [
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
]

const typescript: Words = {
  scalars: { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' },
  unknown: 'unknown',
  array: (item) => `Array<${item}>`,
  object: (fields, { indent }) => (fields === '' ? 'Record<string, unknown>' : `{\n${fields}${indent}}`),
  field(name, value, isOptional) {
    if (!isOptional) return `${propertyName(name)}: ${value}`
    const inherited = inheritedMembers.includes(name) ? ` | Object['${name}']` : ''
    return `${propertyName(name)}?: ${value}${inherited}`
  },
  union: (parts) => parts.join(' | '),
}

const zod: Words = {
  scalars: {
    string: 'z.string()',
    integer: 'z.int()',
    number: 'z.number()',
    boolean: 'z.boolean()',
    null: 'z.null()',
  },
  unknown: 'z.unknown()',
  array: (item) => `z.array(${item})`,
  object(fields, { indent, isShadowing: hasShadow }) {
    const object = `z.looseObject({${fields === '' ? '' : `\n${fields}${indent}`}})`
    return hasShadow ? `z.preprocess(own, ${object})` : object
  },
  field: (name, value, isOptional) => `${propertyName(name)}: ${value}${isOptional ? '.optional()' : ''},`,
  union: (parts) => `z.union([${parts.join(', ')}])`,
}

/** A name for a type: `invoice.paid` is `InvoicePaid`. */
export const typeName = (eventType: string): string => {
  const name = eventType
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
  return /^[A-Za-z]/.test(name) ? name : `Event${name}`
}

/** A shape as a type of TypeScript. */
export const printTypescript = (shape: Shape, name: string): string =>
  `export type ${typeName(name)} = ${print(shape, typescript, '')}\n`

// Zod reads what an object inherits as if it were its own: without this, an absent “valueOf” would be a function.
const ownHelper = `const own = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.assign(Object.create(null), value)
    : value

`

/** A shape as a schema of Zod 4; fields that were never seen pass. */
export function printZod(shape: Shape, name: string): string {
  const type = typeName(name)
  const schema = `export const ${type} = ${print(shape, zod, '')}`
  const helper = isShadowingWithin(shape) ? ownHelper : ''
  return `import { z } from 'zod'\n\n${helper}${schema}\nexport type ${type} = z.infer<typeof ${type}>\n`
}
