import { printCurl } from './curl.ts'
import type { ExportedRequest } from './exported-request.ts'
import { printGo } from './go.ts'
import { printHar } from './har.ts'
import { printFetch, printNode } from './node.ts'
import { printPython } from './python.ts'
import { printRawHttp } from './raw-http.ts'

/** In what one request can be written. */
export const exportFormatNames = ['curl', 'fetch', 'node', 'python', 'go', 'http', 'har'] as const
export type ExportFormat = (typeof exportFormatNames)[number]

type Format = {
  /** For a menu: `Copy as …`. */
  title: string
  contentType: string
  extension: string
  print: (request: ExportedRequest, version: string) => string | Uint8Array<ArrayBuffer>
}

const text = 'text/plain; charset=utf-8'

/** How each format is written. */
export const exportFormats: Record<ExportFormat, Format> = {
  curl: { title: 'cURL', contentType: text, extension: 'sh', print: printCurl },
  fetch: { title: 'fetch', contentType: text, extension: 'js', print: printFetch },
  node: { title: 'Node.js', contentType: text, extension: 'mjs', print: printNode },
  python: { title: 'Python', contentType: text, extension: 'py', print: printPython },
  go: { title: 'Go', contentType: text, extension: 'go', print: printGo },
  http: { title: 'raw HTTP', contentType: 'application/octet-stream', extension: 'http', print: printRawHttp },
  har: {
    title: 'HAR',
    contentType: 'application/json; charset=utf-8',
    extension: 'har',
    print: (request, version) => printHar([{ request, redacted: [] }], version),
  },
}
