import { useSyncExternalStore } from 'react'

/** A place in the app. Filters live in `q`, so that every view can be linked. */
export type Route =
  | { screen: 'inspect'; id: string | null; tab: string | null; q: string }
  | { screen: 'deliveries'; id: string | null; tab: string | null; q: string }
  | { screen: 'triggers'; id: string | null; tab: string | null; q: string }
  | { screen: 'webhooks'; id: string | null; tab: string | null; q: string }
  | { screen: 'templates'; id: string | null; tab: string | null; q: string }
  | { screen: 'tasks'; id: string | null; tab: string | null; q: string }
  | { screen: 'simulate'; id: string | null; tab: string | null; q: string }
  | { screen: 'sources'; id: string | null }
  | { screen: 'settings'; section?: string }
  | { screen: 'enter'; code: string }

/** Screens of a list with a detail. */
const lists = ['inspect', 'deliveries', 'triggers', 'webhooks', 'templates', 'tasks', 'simulate'] as const

/** Reads the fragment of an address. What is not known leads to Inspect. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const [screen, first = null, second = null] = path.split('/').filter(Boolean).map(decodePart)
  const q = new URLSearchParams(query).get('q') ?? ''
  if (screen === 'enter' && first !== null) return { screen, code: first }
  if (screen === 'sources') return { screen, id: first }
  if (screen === 'settings') return first === null ? { screen } : { screen, section: first }
  const list = lists.find((name) => name === screen)
  return list ? { screen: list, id: first, tab: second, q } : { screen: 'inspect', id: null, tab: null, q }
}

/** Writes a route as a fragment; `parseRoute` reads it back alike. */
export function printRoute(route: Route): string {
  if (route.screen === 'enter') return `#/enter/${encodeURIComponent(route.code)}`
  if (route.screen === 'settings') {
    return route.section === undefined ? '#/settings' : `#/settings/${encodeURIComponent(route.section)}`
  }
  const parts = 'tab' in route ? [route.id, route.id === null ? null : route.tab] : [route.id]
  const path = [route.screen, ...parts.filter((part) => part !== null)].map(encodeURIComponent).join('/')
  const query = 'q' in route && route.q !== '' ? `?${new URLSearchParams({ q: route.q }).toString()}` : ''
  return `#/${path}${query}`
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const changed = 'creel:route'

/** Goes to a route: a new step in the history, or in place of the present one. */
export function go(route: Route, { replace = false }: { replace?: boolean } = {}): void {
  const address = printRoute(route)
  if (address === location.hash) return
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  window.dispatchEvent(new Event(changed))
}

function subscribe(listener: () => void): () => void {
  const events = ['hashchange', 'popstate', changed]
  for (const event of events) window.addEventListener(event, listener)
  return () => {
    for (const event of events) window.removeEventListener(event, listener)
  }
}

let last = { hash: '', route: parseRoute('') }

/** The route of this moment. */
export function currentRoute(): Route {
  if (last.hash !== location.hash) last = { hash: location.hash, route: parseRoute(location.hash) }
  return last.route
}

/** The present route; a component that uses it follows the address. */
export const useRoute = (): Route => useSyncExternalStore(subscribe, currentRoute)
