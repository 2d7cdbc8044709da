import { bytesOfLatin1 } from '#shared/bytes/latin1.ts'
import type { ImportReading } from './imported-request.ts'
import { pathBelow, pathOfUrl, trimmed } from './imported-request.ts'

const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/

/** Reads one HTTP/1.x request message, in Latin-1; lines may end in LF alone, as editors leave them. */
export function readRawHttp(latin1: string): ImportReading {
  const head = /\r?\n\r?\n/.exec(latin1)
  const [first = '', ...lines] = latin1.slice(0, head?.index ?? latin1.length).split(/\r?\n/)
  const line = requestLine.exec(first)
  if (!line)
    return { kind: 'unreadable', reason: 'The first line is not the start of a request, such as POST /path HTTP/1.1.' }
  const [, method = '', target = ''] = line
  const problems: string[] = []
  const headers = lines.flatMap((text): [string, string][] => {
    const colon = text.indexOf(':')
    if (colon > 0) return [[text.slice(0, colon), trimmed(text.slice(colon + 1))]]
    if (text !== '') problems.push(`The line “${text.slice(0, 60)}” is no header and was left out.`)
    return []
  })
  const body = head === null ? '' : latin1.slice(head.index + head[0].length)
  return {
    kind: 'read',
    format: 'http',
    requests: [
      {
        method,
        path: pathBelow(pathOfUrl(target)),
        headers,
        body: bytesOfLatin1(bodyOf(body, headers, problems)),
        receivedAt: null,
        problems,
      },
    ],
  }
}

function bodyOf(body: string, headers: readonly (readonly [string, string])[], problems: string[]): string {
  if (headers.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && /chunked/i.test(value))) {
    problems.push('The body is said to be in chunks; it was taken as it stands.')
    return body
  }
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  if (length === undefined || !/^\d+$/.test(length) || Number(length) === body.length) return body
  if (Number(length) < body.length) return body.slice(0, Number(length))
  problems.push(`Content-Length says ${length} bytes, but only ${body.length} are here.`)
  return body
}
