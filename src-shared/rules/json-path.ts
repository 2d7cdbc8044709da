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

/**
 * A copy of a parsed JSON value with another value at a path; null where the path leads through what is no object and
 * no list. Only the last name of a path may be new.
 */
export function writeJsonPath(value: unknown, path: string, next: unknown): { value: unknown } | null {
  return writeAt(value, parseJsonPath(path), next)
}

/**
 * A copy of a parsed JSON value with another value at a path, where objects and lists are made for the names on the
 * way that there are not; null where the path leads through what is no object and no list.
 */
export function makeJsonPath(value: unknown, path: string, next: unknown): { value: unknown } | null {
  const steps = parseJsonPath(path)
  let made: unknown = value
  for (const index of steps.keys()) {
    const part = steps.slice(0, index + 1).join('.')
    const following = steps[index + 1]
    if (following !== undefined && readJsonPath(made, part) !== undefined) continue
    const written = writeJsonPath(made, part, following === undefined ? next : following === '0' ? [] : {})
    if (written === null) return null
    made = written.value
  }
  return { value: made }
}

function writeAt(value: unknown, [step, ...rest]: readonly string[], next: unknown): { value: unknown } | null {
  if (step === undefined) return { value: next }
  if (typeof value !== 'object' || value === null) return null
  const isList = Array.isArray(value)
  if (isList && !/^\d+$/.test(step)) return null
  if (rest.length > 0 && !Object.hasOwn(value, step)) return null
  const inner = writeAt((value as Record<string, unknown>)[step], rest, next)
  if (inner === null) return null
  if (isList) return Number(step) > value.length ? null : { value: withItem(value, Number(step), inner.value) }
  // `fromEntries` defines, it does not assign: a field called `__proto__` is a field like any other.
  const others = Object.entries(value)
  const entries = Object.hasOwn(value, step)
    ? others.map(([name, old]) => [name, name === step ? inner.value : old] as const)
    : [...others, [step, inner.value] as const]
  return { value: Object.fromEntries(entries) }
}

const withItem = (list: readonly unknown[], index: number, item: unknown): unknown[] =>
  index === list.length ? [...list, item] : list.with(index, item)
