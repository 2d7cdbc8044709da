import { connect } from 'node:net'

/** Sends exactly these bytes and reads what comes back until the other side closes. */
export function sendRaw(port: number, text: string, host = '127.0.0.1'): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const chunks: Buffer[] = []
  const socket = connect(port, host, () => socket.write(text, 'latin1'))
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  socket.on('error', reject)
  return promise
}

/** One request as text; the connection closes after it. */
export const rawRequest = (line: string, headers: string[], body = ''): string =>
  [`${line} HTTP/1.1`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join(
    '\r\n',
  )

/** The status of an answer. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
