import type { z } from 'zod'

/** What belongs together in the list of event types. */
export const eventGroups = {
  request: 'Requests that sources caught',
  task: 'Tasks',
  comment: 'Comments on tasks',
  workflow: 'Triggers that ran',
  benchmark: 'Benchmarks',
  test: 'Test runs',
  result: 'Results',
  user: 'Users',
  system: 'Creel itself',
  alert: 'Alerts',
} as const

export type EventGroup = keyof typeof eventGroups

/** One type of event that Creel knows: what its data is like, said by a schema and shown by a sample. */
export type CatalogueEntry = {
  group: EventGroup
  version: number
  /** When it is sent, in one sentence. */
  description: string
  data: z.ZodObject
  sample: Record<string, unknown>
}

/** Checks that an entry's sample is what its schema says. */
export const entry = <Data extends z.ZodObject>(
  of: Omit<CatalogueEntry, 'data' | 'sample' | 'version'> & {
    version?: number
    data: Data
    sample: z.input<Data> & Record<string, unknown>
  },
): CatalogueEntry => ({ version: 1, ...of })
