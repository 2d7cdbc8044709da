import { toLatin1 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from './exported-request.ts'
import { copiedHeaders } from './exported-request.ts'
import { isReadable, quoteForPrintf, quoteForShell } from './shell-quote.ts'

/** What a command is made of. */
export type CurlRequest = Pick<ExportedRequest, 'id' | 'method' | 'url' | 'headers' | 'body'>

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

// What curl would change in a path, or take for a fragment.
const oddTarget = /[^\x21-\x7e]|[#"<>\\^`|]/

function urlOptions(url: string): string[] {
  const pathStart = url.indexOf('/', url.indexOf('//') + 2)
  const target = pathStart === -1 ? '' : url.slice(pathStart)
  if (oddTarget.test(target))
    return [`--request-target ${quoteForShell(target)}`, quoteForShell(`${url.slice(0, pathStart)}/`)]
  return [
    ...(/\/\.{1,2}(\/|\?|$)/.test(url) ? ['--path-as-is'] : []),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    quoteForShell(url),
  ]
}

// curl adds these where they are not given; an empty value takes them away.
const addedByCurl = ['User-Agent', 'Accept']

function headerOptions({ headers, body }: CurlRequest): string[] {
  const kept = copiedHeaders(headers)
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
  // No word can hold a NUL byte, and none should hold what fools a terminal: such a body goes through a pipe.
  return text.includes('\0') || !isReadable(text)
    ? { before: `printf -- ${quoteForPrintf(text)} | `, options: ['--data-binary @-'] }
    : { before: '', options: [`--data-raw ${quoteForShell(text)}`] }
}
