/** Where a value has a field that its schema did not take, and so left out; null: nowhere. */
export function unreadField(given: unknown, taken: unknown): string[] | null {
  if (typeof given !== 'object' || given === null || typeof taken !== 'object' || taken === null) return null
  for (const [field, value] of Object.entries(given)) {
    if (!Object.hasOwn(taken, field)) return [field]
    const within = unreadField(value, taken[field as keyof typeof taken])
    if (within) return [field, ...within]
  }
  return null
}
