import { hopHeaders } from '#shared/model/header-pairs.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { quoteForPrintf, quoteForShell } from './shell-quote.ts'

/** What a command is made of. */
export type CurlRequest = {
  /** The stored request, for naming the file of a body that is too long for a command. */
  id: string
  method: string
  url: string
  headers: HeaderPairs
  body: Uint8Array
}

const bodyBytesInCommand = 65_536

/** A `curl` command that sends a request as it came, byte for byte, the headers of its hop aside. */
export function printCurl(request: CurlRequest): string {
  const body = bodyParts(request)
  const options = [...methodOptions(request), ...urlOptions(request.url), ...headerOptions(request), ...body.options]
  return `${body.before}curl ${options.join(' \\\n  ')}\n`
}

function methodOptions({ method, body }: CurlRequest): string[] {
  if (method === 'HEAD' && body.length === 0) return ['--head']
  const isDefault = method === (body.length === 0 ? 'GET' : 'POST')
  return isDefault ? [] : [`-X ${quoteForShell(method)}`]
}

function urlOptions(url: string): string[] {
  return [
    ...(/\/\.{1,2}(\/|\?|$)/.test(url) ? ['--path-as-is'] : []),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    quoteForShell(url),
  ]
}

// curl adds these where they are not given; an empty value takes them away.
const addedByCurl = ['User-Agent', 'Accept']

function headerOptions({ headers, body }: CurlRequest): string[] {
  const kept = headers.filter(([name, value]) => !hopHeaders.has(name.toLowerCase()) && !/[\0\r\n]/.test(name + value))
  const given = new Set(kept.map(([name]) => name.toLowerCase()))
  const removed = [...addedByCurl, ...(body.length === 0 ? [] : ['Content-Type'])]
  return [
    // A semicolon is how curl is told to send a header without a value.
    ...kept.map(([name, value]) => `-H ${quoteForShell(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...removed.filter((name) => !given.has(name.toLowerCase())).map((name) => `-H ${name}:`),
  ]
}

function bodyParts({ id, body }: CurlRequest): { before: string; options: string[] } {
  if (body.length === 0) return { before: '', options: [] }
  if (body.length > bodyBytesInCommand) {
    const before = `# The body has ${body.length} bytes. Fetch it first: creel requests body ${id} > ${id}.bin\n`
    return { before, options: [`--data-binary @${id}.bin`] }
  }
  const text = toLatin1(body)
  // No word can hold a NUL byte, so such a body goes through a pipe.
  return text.includes('\0')
    ? { before: `printf -- ${quoteForPrintf(text)} | `, options: ['--data-binary @-'] }
    : { before: '', options: [`--data-raw ${quoteForShell(text)}`] }
}

const toLatin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
