import type { Completion } from '#renderer/parts/code-editor/source-editor.tsx'
import type { Event } from '#shared/model/event.ts'

const deepest = 6
const knownAtMost = 400
const shownLetters = 40

const ofEvery = ['id', 'type', 'version', 'source', 'time', 'workspaceId']

/** The fields that a source may ask for: those of every event, and those of the sample with their values. */
export function completionsOf(event: Event | null): Completion[] {
  const every = ofEvery.map((name) => ({ label: name, insert: name, detail: valueOf(event, name) }))
  const own = event ? [...fieldsOf(event.data, 'data'), ...fieldsOf(event.metadata, 'metadata')] : []
  return [...every, ...own].slice(0, knownAtMost)
}

const valueOf = (event: Event | null, name: string): string =>
  event ? show((event as unknown as Record<string, unknown>)[name]) : 'of every event'

function fieldsOf(value: unknown, path: string, depth = 0): Completion[] {
  const self = { label: path, insert: path, detail: show(value) }
  if (typeof value !== 'object' || value === null || depth === deepest) return [self]
  if (Array.isArray(value)) return [self, ...(value.length > 0 ? fieldsOf(value[0], `${path}[0]`, depth + 1) : [])]
  const inner = Object.entries(value).flatMap(([key, of]) =>
    fieldsOf(of, /^\w+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`, depth + 1),
  )
  return [self, ...inner]
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text
}
