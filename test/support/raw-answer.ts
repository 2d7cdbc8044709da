import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { sendRaw } from './raw-http.ts'

export type RawAnswer = { status: number; headers: HeaderPairs; body: string }

/** Sends a request whose connection ends with the answer; answers it cut into its parts and nothing else. */
export async function askRaw(
  url: string,
  method: string,
  headers: readonly string[] = [],
  body = '',
): Promise<RawAnswer> {
  const { port, host, pathname, search } = new URL(url)
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers]
  if (body !== '') lines.push(`Content-Length: ${Buffer.byteLength(body, 'latin1')}`)
  const text = await sendRaw(Number(port), [...lines, '', body].join('\r\n'))
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [firstLine = '', ...headerLines] = head.split('\r\n')
  return {
    status: Number(firstLine.split(' ')[1]),
    headers: headerLines.map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
    body: rest.join('\r\n\r\n'),
  }
}
