import { readJsonPath, writeJsonPath } from '#shared/rules/json-path.ts'

const isJson = (body: string): boolean => /^\s*[[{]/.test(body)

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** What stands in a payload at a path, as text; null where nothing does. Of a form the path is the name of a field. */
export function readQuickField(body: string, path: string): string | null {
  if (!isJson(body)) return new URLSearchParams(body).get(path)
  const value = readJsonPath(parse(body), path)
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The payload with other text at a path: what was a number stays one as long as it can, what was text stays text. */
export function writeQuickField(body: string, path: string, text: string): string {
  if (!isJson(body)) {
    const fields = new URLSearchParams(body)
    fields.set(path, text)
    return fields.toString()
  }
  const json = parse(body)
  const before = readJsonPath(json, path)
  const written = writeJsonPath(json, path, typeof before === 'string' ? text : valueOf(text))
  return written === null ? body : JSON.stringify(written.value, null, 2)
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
