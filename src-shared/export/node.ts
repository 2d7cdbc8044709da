import { toBase64 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from './exported-request.ts'
import { groupedHeaders, utf8Text } from './exported-request.ts'
import { javascriptString } from './literals.ts'

/** A program for Node.js that sends the request; it needs no package. */
export function printNode({ method, url, headers, body }: ExportedRequest): string {
  const text = utf8Text(body)
  const bytes =
    text === null ? `Buffer.from('${toBase64(body)}', 'base64')` : `Buffer.from(${javascriptString(text)}, 'utf8')`
  const fields = groupedHeaders(headers).map(
    ([name, values]) => `    ${javascriptString(name)}: [${values.map(javascriptString).join(', ')}],\n`,
  )
  return `import { request } from 'node:${url.startsWith('https:') ? 'https' : 'http'}'

const body = ${bytes}

const outgoing = request(${javascriptString(url)}, {
  method: ${javascriptString(method)},
  headers: {
${fields.join('')}    'Content-Length': body.length,
  },
})
outgoing.on('response', (answer) => {
  console.log(answer.statusCode)
  answer.pipe(process.stdout)
})
outgoing.end(body)
`
}

/** The same with `fetch`, for a browser or a script. A browser sets some headers itself. */
export function printFetch({ method, url, headers, body }: ExportedRequest): string {
  const text = utf8Text(body)
  const pairs = groupedHeaders(headers).flatMap(([name, values]) =>
    values.map((value) => `    [${javascriptString(name)}, ${javascriptString(value)}],\n`),
  )
  const bytes =
    text === null
      ? `Uint8Array.from(atob('${toBase64(body)}'), (letter) => letter.charCodeAt(0))`
      : javascriptString(text)
  return `const answer = await fetch(${javascriptString(url)}, {
  method: ${javascriptString(method)},
  headers: [
${pairs.join('')}  ],
${body.length === 0 ? '' : `  body: ${bytes},\n`}})
console.log(answer.status, await answer.text())
`
}
