import type { HeadDifference } from '#shared/model/comparison.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { splitUrlEncoded } from '#shared/rules/formats/url-encoded.ts'

/** What stands before the body: the path is the one below the source's address, with its query. */
export type Head = { method: string; path: string; headers: HeaderPairs }

/** In what two heads differ. The case of header names and the order of headers with different names mean nothing. */
export function compareHeads(before: Head, after: Head): HeadDifference[] {
  const [beforePath, beforeQuery] = splitPath(before.path)
  const [afterPath, afterQuery] = splitPath(after.path)
  return [
    ...single('method', before.method, after.method),
    ...single('path', beforePath, afterPath),
    ...compareQueries(beforeQuery, afterQuery),
    ...comparePairs('header', lowerNames(before.headers), lowerNames(after.headers)),
  ]
}

type Pairs = readonly (readonly [string, string])[]

const single = (part: 'method' | 'path', before: string, after: string): HeadDifference[] =>
  before === after ? [] : [{ part, name: null, before: [before], after: [after] }]

function splitPath(path: string): [string, string | null] {
  const at = path.indexOf('?')
  return at === -1 ? [path || '/', null] : [path.slice(0, at) || '/', path.slice(at + 1)]
}

/** Parameter by parameter; where all of those are alike, the queries differ in their order or their spelling. */
function compareQueries(before: string | null, after: string | null): HeadDifference[] {
  if (before === after) return []
  const named = comparePairs('query', parametersOf(before), parametersOf(after))
  if (named.length > 0) return named
  return [{ part: 'query', name: null, before: before === null ? [] : [before], after: after === null ? [] : [after] }]
}

/** Decoded; what does not decode is compared as it came. */
const parametersOf = (query: string | null): Pairs =>
  splitUrlEncoded(query ?? '').map(({ raw, name, value }) => {
    const [rawName = '', ...rest] = raw.split('=')
    return [name ?? rawName, value ?? rest.join('=')]
  })

const lowerNames = (headers: HeaderPairs): Pairs => headers.map(([name, value]) => [name.toLowerCase(), value])

function comparePairs(part: 'query' | 'header', before: Pairs, after: Pairs): HeadDifference[] {
  const names = new Set([...before, ...after].map(([name]) => name))
  const valuesIn = (pairs: Pairs, name: string): string[] =>
    pairs.filter(([key]) => key === name).map(([, value]) => value)
  return [...names]
    .map((name) => ({ part, name, before: valuesIn(before, name), after: valuesIn(after, name) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))
}
