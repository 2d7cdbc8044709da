import type { FastifyInstance } from 'fastify'

/** One route as it was added. */
export type ListedRoute = { method: string; url: string; isOpen: boolean }

/** Every route of a server, kept as they are added. */
export type RouteList = {
  all: readonly ListedRoute[]
  /** The methods that a path knows. */
  methodsFor: (url: string) => string[]
}

/** Starts the list; only routes that are added afterwards are on it. */
export function createRouteList(server: FastifyInstance): RouteList {
  const all: ListedRoute[] = []
  server.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) all.push({ method: one, url, isOpen: config?.isOpen ?? false })
  })
  return {
    all,
    methodsFor: (url) => {
      const path = url.split('?')[0] ?? ''
      return [...new Set(all.filter((route) => matches(route.url, path)).map((route) => route.method))]
    },
  }
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (pattern.endsWith('/*')) return given.slice(0, wanted.length - 1).join('/') === wanted.slice(0, -1).join('/')
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index])
}
