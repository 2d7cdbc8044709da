import type { z } from 'zod'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import type { Operation } from '#shared/contract/operation.ts'

/** What a route answers with, besides its status. */
export type CompatAnswer<Output> = { body: Output; headers?: Record<string, string> }

/**
 * One route of an older API: an operation whose path is absolute, answered by the handlers of our own contract. Its
 * names and its casing are those of the document that it keeps to.
 */
export type CompatRoute = Operation & {
  handle: (handlers: Handlers, input: never, context: CallContext) => Promise<CompatAnswer<unknown>>
}

/** Types a route by its own schemas. */
export const compatRoute = <Input extends z.ZodObject, Output extends z.ZodType>(
  entry: Omit<Operation, 'input' | 'output'> & {
    input: Input
    output: Output
    handle: (handlers: Handlers, input: z.output<Input>, context: CallContext) => Promise<CompatAnswer<z.input<Output>>>
  },
): CompatRoute => entry as unknown as CompatRoute

/** A time as the samples of the documents have it: whole seconds. */
export const wholeSeconds = (time: string): string => `${time.slice(0, 19)}Z`

/** The same, of a time that may be missing. */
export const wholeSecondsOrNull = (time: string | null): string | null => (time === null ? null : wholeSeconds(time))
