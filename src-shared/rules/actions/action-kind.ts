import type { z } from 'zod'

/** The names by which a sentence calls what an action only has the id of. */
export type Names = Record<'webhook' | 'template' | 'toolServer', (id: string) => string>

/** One kind of action: what it is made of, and how it is said. */
export type ActionKind<Schema extends z.ZodType> = {
  /** What the builder calls it. */
  title: string
  schema: Schema
  /** As a person would say it, after “then”. */
  describe: (action: z.output<Schema>, names: Names) => string
}

/** Types an entry by its own schema. */
export const actionKind = <Schema extends z.ZodType>(kind: ActionKind<Schema>): ActionKind<Schema> => kind
