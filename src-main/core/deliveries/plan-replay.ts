import type { AttemptChanges } from '#shared/model/delivery.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { hopHeaders, valuesOf } from '#shared/model/header-pairs.ts'
import type { OutgoingRequest } from '#main/core/ports.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'

/** What goes out; `changes` tells what is other than it came. */
export type ReplayPlan = { request: OutgoingRequest; droppedHeaders: string[]; changes?: AttemptChanges }

/**
 * A captured request as it goes out again: same method, same end-to-end headers in order, case and number, same body.
 * `Host`, `Connection` with what it names, and framing belong to the hop and are left out, and said.
 */
export function planReplay(captured: CapturedRequest, targetUrl: string): ReplayPlan {
  const dropped = hopNames(captured.headers)
  const belongsToHop = ([name]: readonly [string, string]): boolean => dropped.has(name.toLowerCase())
  return {
    request: {
      method: captured.method,
      url: replayUrl(targetUrl, captured.path),
      headers: captured.headers.filter((pair) => !belongsToHop(pair)),
      body: captured.body,
    },
    // Trailers go with the chunks they came behind: the length of the body is known by now.
    droppedHeaders: [...captured.headers.filter(belongsToHop), ...captured.trailers].map(([name]) => name),
  }
}

function hopNames(headers: HeaderPairs): Set<string> {
  const named = valuesOf(headers, 'connection').flatMap((value) => value.split(','))
  return new Set([...hopHeaders, ...named.map((name) => name.trim().toLowerCase())])
}

/** The target with the request's own path below the source's address, byte for byte, and its query behind the target's. */
export function replayUrl(targetUrl: string, path: string): string {
  const { origin, pathname, search } = new URL(targetUrl)
  const [, ownPath = '', ownQuery = ''] = /^([^?]*)(\?.*)?$/s.exec(path) ?? []
  const joined = ownPath === '' ? pathname : `${pathname.replace(/\/$/, '')}${ownPath}`
  const query = search === '' ? ownQuery : ownQuery === '' ? search : `${search}&${ownQuery.slice(1)}`
  return `${origin}${joined}${query}`
}
