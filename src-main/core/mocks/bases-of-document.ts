import type { OpenApiDocument } from './read-document.ts'
import { isObject, memberOf } from './json-object.ts'

const basesAtMost = 6

/** The paths of a document’s servers, and none: a client may be given the source’s address with or without it. */
export function basesOfDocument(document: OpenApiDocument): string[] {
  const servers = memberOf(document, 'servers')
  const paths = (Array.isArray(servers) ? servers : []).map(pathOfServer)
  return [...new Set(['', ...paths])].slice(0, basesAtMost)
}

function pathOfServer(server: unknown): string {
  const url = memberOf(server, 'url')
  if (typeof url !== 'string') return ''
  const variables = memberOf(server, 'variables')
  const filled = url.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = memberOf(isObject(variables) ? memberOf(variables, name) : undefined, 'default')
    return typeof value === 'string' ? value : name
  })
  const [path = ''] = filled.replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, '').split(/[?#]/)
  return path.startsWith('/') ? path.replace(/\/+$/, '') : ''
}
