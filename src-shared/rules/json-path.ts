const keptPaths = 1_000
const stepsOfPath = new Map<string, readonly string[]>()

/** The steps of a path such as `data.items[0].id`; a leading `$` is left out. */
function parseJsonPath(path: string): readonly string[] {
  // Every request asks for the same paths, those of providers and rules: splitting them cost more than walking them.
  const known = stepsOfPath.get(path)
  if (known) return known
  const steps = path
    .replace(/^\$/, '')
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
  if (stepsOfPath.size >= keptPaths) stepsOfPath.clear()
  stepsOfPath.set(path, steps)
  return steps
}

/** What stands at a path of a parsed JSON value, or undefined. Only what the JSON itself says is reached: no inherited key, no `length`. */
export function readJsonPath(value: unknown, path: string): unknown {
  let current = value
  for (const step of parseJsonPath(path)) {
    if (typeof current !== 'object' || current === null) return undefined
    if (Array.isArray(current) && !/^\d+$/.test(step)) return undefined
    if (!Object.hasOwn(current, step)) return undefined
    current = (current as Record<string, unknown>)[step]
  }
  return current
}

/** A JSON scalar as text; null for what is empty, missing or not a scalar. */
export function readJsonText(value: unknown, path: string): string | null {
  const found = readJsonPath(value, path)
  if (typeof found === 'string') return found === '' ? null : found
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : null
}
