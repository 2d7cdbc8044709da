import { bodyText, parseBody } from '#main/core/events/parse-body.ts'
import { jsonEventType } from '#main/providers/json-event.ts'
import { providers } from '#main/providers/providers.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { readJsonPath } from '#shared/rules/json-path.ts'

/** What conditions and answers may ask about a request. A field can have several values, and has none where it is missing. */
export type RequestFacts = (field: string) => readonly unknown[]

type Asked = { request: CapturedRequest; provider: ProviderName | null; json: () => unknown }

const plain: ReadonlyMap<string, (asked: Asked) => unknown> = new Map<string, (asked: Asked) => unknown>([
  ['method', ({ request }) => request.method],
  ['path', ({ request }) => splitOnce(request.path, '?')[0] || '/'],
  ['event', ({ request, provider, json }) => eventTypeOf(provider)(request, json()) ?? undefined],
  ['body', ({ request }) => bodyText(request) ?? undefined],
])

const named: ReadonlyMap<string, (asked: Asked, name: string) => readonly unknown[]> = new Map([
  ['header', ({ request }, name) => valuesOf(request.headers, name)],
  ['query', ({ request }, name) => new URLSearchParams(splitOnce(request.path, '?')[1]).getAll(name)],
  ['body', ({ json }, name) => present(readJsonPath(json(), name))],
])

/** The facts of a request; its body is parsed when the first question needs it, and once. */
export function requestFacts(request: CapturedRequest, provider: ProviderName | null): RequestFacts {
  const asked = { request, provider, json: once(() => parseBody(request)) }
  return (field) => {
    const [kind, name] = splitOnce(field, '.')
    return name === undefined ? present(plain.get(kind)?.(asked)) : (named.get(kind)?.(asked, name) ?? [])
  }
}

const eventTypeOf = (provider: ProviderName | null) =>
  provider === null ? jsonEventType : providers[provider].eventType

const present = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value])

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + separator.length)]
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}
