import { textOfLatin1 } from '#shared/bytes/latin1.ts'
import type { ImportReading } from './imported-request.ts'
import { readCurl } from './read-curl.ts'
import { readHar } from './read-har.ts'
import { readRawHttp } from './read-raw-http.ts'

/** Reads a cURL command, a HAR document, a bundle of Creel or a raw HTTP message; tells them apart by their start. */
export function readImport(latin1: string): ImportReading {
  const text = textOfLatin1(latin1)
  const start = (text ?? latin1).trimStart()
  if (start === '')
    return {
      kind: 'unreadable',
      reason: 'There is nothing to import. Paste a cURL command, a HAR, or an HTTP request.',
    }
  if (start.startsWith('{')) return readJson(start)
  if (text !== null && /^(#[^\n]*\n\s*)*(\$ )?(curl|printf)\s/.test(start)) return readCurl(text)
  return readRawHttp(latin1.replace(/^(\r?\n)+/, ''))
}

function readJson(text: string): ImportReading {
  try {
    return readHar(JSON.parse(text))
  } catch (error) {
    return { kind: 'unreadable', reason: `This is no JSON: ${error instanceof Error ? error.message : String(error)}.` }
  }
}
