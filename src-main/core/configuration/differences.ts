import type { ConfigurationChange, ConfigurationItem } from '#shared/model/configuration.ts'
import type { JsonValue } from '#shared/model/event.ts'

const asJson = (value: unknown): JsonValue => (value === undefined ? null : (value as JsonValue))

/** JSON whose keys stand in one order, so that equal things are written alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  )
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

/** The fields in which a wanted thing differs from what is known; what the file leaves out does not. */
export const differences = (
  known: ConfigurationItem | null,
  wanted: ConfigurationItem,
): ConfigurationChange['fields'] =>
  Object.entries(wanted)
    .filter(([name, to]) => name !== 'name' && !isSame(known?.[name], to))
    .map(([path, to]) => ({ path, from: asJson(known?.[path]), to: asJson(to) }))
