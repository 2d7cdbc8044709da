import type { Event } from '#shared/model/event.ts'
import { readJsonPath } from '#shared/rules/json-path.ts'
import { changeField } from '#main/core/rules/change-field.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'

type Asked = Pick<Event, 'type' | 'source' | 'data' | 'metadata'>

const present = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value])

/** Where an event's data says what was changed: `[{ path, from, to }]`. */
function changesTo({ data }: Asked, path: string): readonly unknown[] {
  const { changes } = data as { changes?: unknown }
  if (!Array.isArray(changes)) return []
  return changes.flatMap((change: unknown) => {
    const { path: changed, to } = (change ?? {}) as { path?: unknown; to?: unknown }
    return changed === path ? [to ?? null] : []
  })
}

const named: ReadonlyMap<string, (asked: Asked, name: string) => readonly unknown[]> = new Map([
  ['data', ({ data }: Asked, name: string) => present(readJsonPath(data, name))],
  ['metadata', ({ metadata }: Asked, name: string) => present(readJsonPath(metadata, name))],
])

/** The facts of an event; where it is a request it also answers what a request can be asked. */
export const eventFacts =
  (event: Asked, request: RequestFacts | null): RequestFacts =>
  (field) => {
    if (field === 'event') return [event.type]
    if (field === 'source') return [event.source]
    const changed = changeField.read(field)
    if (changed !== null) return changed.startsWith('data.') ? changesTo(event, changed.slice('data.'.length)) : []
    const dot = field.indexOf('.')
    const read = dot === -1 ? undefined : named.get(field.slice(0, dot))
    return read ? read(event, field.slice(dot + 1)) : (request?.(field) ?? [])
  }
