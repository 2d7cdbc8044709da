const deepest = 6
const knownAtMost = 300

/** The places of a body that hold something, as a mapping names them. Of a list the first item stands for all. */
export const payloadPaths = (body: unknown): string[] => pathsBelow(body, '', 0).slice(0, knownAtMost)

function pathsBelow(value: unknown, path: string, depth: number): string[] {
  const self = path === '' ? [] : [path]
  if (typeof value !== 'object' || value === null || depth === deepest) return self
  if (Array.isArray(value)) return [...self, ...(value.length > 0 ? pathsBelow(value[0], `${path}[0]`, depth + 1) : [])]
  const inner = Object.entries(value)
    // A name with one of these in it is no one step of a path.
    .filter(([key]) => key !== '' && !/[.[\]]/.test(key))
    .flatMap(([key, item]) => pathsBelow(item, path === '' ? key : `${path}.${key}`, depth + 1))
  return [...self, ...inner]
}
