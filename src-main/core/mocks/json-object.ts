/** An object of a document, of which nothing is known yet. */
export type JsonObject = Record<string, unknown>

/** Whether a value of a document is an object. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member that an object has itself: names such as `constructor` are inherited by all. */
export const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
