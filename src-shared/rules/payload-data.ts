/** The nouns that are Creel's own, whose keys take the case of an envelope; what others publish keeps its own. */
const ownNouns = new Set(['task', 'comment', 'workflow'])

/** True for the types of Creel's own nouns, such as `task.created`. */
export const isOwnNoun = (type: string): boolean => ownNouns.has(type.split('.', 1)[0] ?? '')

type Data = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

const toSnake = (key: string): string => key.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const toCamel = (key: string): string =>
  key.replaceAll(/(?<=[a-z\d])_([a-z\d])/g, (_, letter: string) => letter.toUpperCase())

/** What lies below is the user's own and keeps its keys. */
const freeKeys = new Set(['metadata', 'from', 'to'])

const fraction = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/

/** The documents of TaskFlow and the group API write times in whole seconds. */
export const inWholeSeconds = (key: string, value: unknown): unknown =>
  typeof value === 'string' && /(At|_at)$|^since$/.test(key) ? value.replace(fraction, '$1Z') : value

function inCase(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => inCase(item, rename))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      rename(key),
      freeKeys.has(key) ? item : inWholeSeconds(key, inCase(item, rename)),
    ]),
  )
}

/** Data with its keys in snake_case at every depth, and its times in whole seconds. */
export const snakeKeys = (data: Data): unknown => inCase(data, toSnake)

/** Data with its keys in camelCase at every depth, and its times in whole seconds. */
export const camelKeys = (data: Data): unknown => inCase(data, toCamel)

const isTelling = (key: string): boolean => /^id$|Id$|_id$|^status$|^(updated|deleted)(At|_at)$/.test(key)

/**
 * The thin form of data: ids, status and time of change of the thing and the ids of what it refers to. Whoever needs
 * more fetches it, and gets it as it is then.
 */
export function thinData(data: Data): Data {
  const kept = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    if (isTelling(key)) return [[key, value]]
    return isObject(value) && 'id' in value ? [[key, thinData(value)]] : []
  })
  return Object.fromEntries(kept)
}
