import { z } from 'zod'

/**
 * What a caller must be allowed to do: to read, to work with what is there, to manage webhooks and keys, or to do what
 * only an owner may. The local token and a browser that entered may do all.
 */
export type Scope = 'read' | 'write' | 'manage' | 'own'

/**
 * One thing that Creel can do. REST, OpenAPI, the typed client, the CLI and MCP are derived from entries of this
 * shape. Every input is one flat object: names in braces in `path` are taken from it, the rest travels in the query
 * (GET, DELETE) or in the JSON body (POST, PUT, PATCH).
 */
export type Operation = {
  /** One sentence in the imperative. */
  summary: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`. */
  path: string
  scope: Scope
  /** The status of success; 200 unless told. */
  success?: 200 | 201 | 202 | 204
  input: z.ZodObject
  output: z.ZodType
}

/** Types an entry by its own schemas. */
export const operation = <const T extends Operation>(entry: T): T => entry

/** Whether a call can be told to be done once: what it makes is answered again under the same `Idempotency-Key`. */
export const takesIdempotencyKey = ({ success }: Operation): boolean => success === 201

/** What an `Idempotency-Key` does, in words. */
export const idempotencyKeyWords = 'The same key with the same body is done once and answered alike for 24 hours.'

/** A page of a list. `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** The query of every list. */
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Items on a page.'),
  cursor: z.string().optional().describe('The nextCursor of the page before.'),
}

/** A flag in a query: `true` or `false`. */
export const queryFlag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

/** The names in braces of a path, in order. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

type Changes<Shape extends z.ZodRawShape> = { [Key in keyof Shape]: z.ZodOptional<z.ZodType<z.output<Shape[Key]>>> }

/** The fields of a patch: a default would overwrite what is left out, so there is none. */
export const changesOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, z.optional(withoutDefault(schema as z.ZodType))]),
  ) as unknown as Changes<Shape>

// What a field is for may have been said of it with its default.
function withoutDefault(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodDefault)) return schema
  const inner = schema.unwrap() as z.ZodType
  return schema.description === undefined ? inner : inner.describe(schema.description)
}

/** Says more of some fields: what they are for, and examples. */
export const worded = <Shape extends z.ZodRawShape>(
  shape: Shape,
  words: { readonly [name: string]: z.GlobalMeta },
): Shape =>
  Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, (schema as z.ZodType).meta(words[name] ?? {})]),
  ) as unknown as Shape
