import { z } from 'zod'
import { bytesOfLatin1, fromBase64, latin1OfText } from '#shared/bytes/latin1.ts'
import { HeaderPairs } from '#shared/model/header-pairs.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import type { ImportReading, ImportedRequest } from './imported-request.ts'
import { pathBelow, pathOfUrl } from './imported-request.ts'

const Exact = z.object({
  target: z.string(),
  headers: HeaderPairs,
  bodyBase64: z.base64(),
  receivedAt: z.iso.datetime(),
  redacted: z.array(z.string()).default([]),
})

const Entry = z.object({
  startedDateTime: z.iso.datetime({ offset: true }).optional().catch(undefined),
  request: z.object({
    method: z.string().min(1).max(100),
    url: z.string().max(65_536),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    postData: z
      .object({
        mimeType: z.string().optional(),
        text: z.string().optional(),
        encoding: z.string().optional(),
        params: z.array(z.object({ name: z.string(), value: z.string().default('') })).optional(),
      })
      .optional(),
  }),
  _creel: Exact.optional(),
})

const Har = z.object({ log: z.object({ entries: z.array(Entry).max(10_000) }) })

/** Reads a HAR document (1.2); entries that Creel wrote are taken byte for byte. */
export function readHar(json: unknown): ImportReading {
  const read = Har.safeParse(json)
  if (!read.success) {
    return { kind: 'unreadable', reason: `This is no HAR. ${firstIssueWords(read.error)}` }
  }
  const { entries } = read.data.log
  return {
    kind: 'read',
    format: entries.some(({ _creel }) => _creel !== undefined) ? 'bundle' : 'har',
    requests: entries.map(requestOf),
  }
}

function requestOf({ request, startedDateTime, _creel: exact }: z.infer<typeof Entry>): ImportedRequest {
  if (exact) {
    const taken = exact.redacted.length === 0 ? [] : [`Redacted before it was shared: ${exact.redacted.join(', ')}.`]
    return {
      method: request.method,
      path: pathBelow(exact.target),
      headers: exact.headers,
      body: fromBase64(exact.bodyBase64) ?? new Uint8Array(),
      receivedAt: exact.receivedAt,
      problems: taken,
    }
  }
  return {
    method: request.method,
    path: pathBelow(latin1OfText(pathOfUrl(request.url))),
    // Browsers write the pseudo-headers of HTTP/2 (`:path`) beside the others.
    headers: request.headers
      .filter(({ name }) => !name.startsWith(':'))
      .map(({ name, value }): [string, string] => [latin1OfText(name), latin1OfText(value)]),
    body: bodyOf(request.postData),
    receivedAt: startedDateTime === undefined ? null : new Date(startedDateTime).toISOString(),
    problems:
      request.postData && request.postData.text === undefined && !request.postData.params
        ? ['The body is not in the HAR.']
        : [],
  }
}

function bodyOf(postData: z.infer<typeof Entry>['request']['postData']): Uint8Array {
  if (!postData) return new Uint8Array()
  const { text, encoding, params } = postData
  const exact = encoding === 'base64' ? fromBase64(text ?? '') : null
  if (exact !== null) return exact
  return bytesOfLatin1(latin1OfText(text ?? formOf(params ?? [])))
}

const formOf = (fields: readonly { name: string; value: string }[]): string =>
  fields.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
