import { bytesOfLatin1, latin1OfText, toLatin1 } from '#shared/bytes/latin1.ts'
import { isSensitiveHeader } from '#shared/model/header-pairs.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { ExportedRequest } from './exported-request.ts'

export const redactedMark = '[redacted]'

const sensitiveField =
  /pass(word|wd|phrase)|secret|token|api[-_]?key|authorization|credential|private[-_]?key|session|cookie|signature|card[-_]?number|cvc|cvv|iban|ssn/i

/** Credentials that can be told by their look, wherever they stand. */
const credentials: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:sk|rk|pk)_(?:live|test)_\w{8,}/g,
  /\bwh(?:sec|sk)_[\w+/=-]{8,}/g,
  /\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}/g,
  /\bxox[abeprs]-[\w-]{8,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\b(?:Bearer|Basic)\s+[\w+/=.~-]{8,}/g,
  /(?<=:\/\/[^/\s:@]{1,100}:)[^/\s@]+(?=@)/g,
]

// `"password": "…"` of JSON in any depth, also a number or a literal, and `password=…` of a form or a query.
const jsonField = /("(?:[^"\\]|\\.){1,200}"\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false)/g
const formField = /(^|[?&])([^=&?\s{}"]{1,200})=([^&\s#]*)/g

/** A request without its secrets, and what was taken out of it. */
export type Redacted = { request: ExportedRequest; redacted: string[] }

/**
 * Takes out what would give something away: `known` secrets wherever they stand, the values of headers and fields whose
 * names tell of a secret, and what looks like a credential. The body is no longer what was signed.
 */
export function redactRequest(request: ExportedRequest, known: readonly string[]): Redacted {
  const redacted: string[] = []
  const text = (place: string, value: string): string => {
    const clean = redactText(value, known)
    if (clean !== value) redacted.push(place)
    return clean
  }
  const headers = (place: string, pairs: HeaderPairs): HeaderPairs =>
    pairs.map(([name, value]): [string, string] => {
      if (!isSensitiveHeader(name) || value === '') return [name, text(`${place} ${name}`, value)]
      redacted.push(`${place} ${name}`)
      return [name, redactedMark]
    })
  const body = text('the body', toLatin1(request.body))
  return {
    request: {
      ...request,
      url: text('the URL', request.url),
      target: text('the target', request.target),
      headers: headers('header', request.headers),
      body: bytesOfLatin1(body),
      reply: request.reply && {
        ...request.reply,
        headers: headers('answer header', request.reply.headers),
        body: text('the answer', request.reply.body),
      },
    },
    redacted: [...new Set(redacted)],
  }
}

/** Takes secrets out of text in Latin-1. */
function redactText(value: string, known: readonly string[]): string {
  let text = value
  for (const secret of known) {
    for (const spelling of spellings(secret)) text = text.replaceAll(spelling, redactedMark)
  }
  for (const pattern of credentials) text = text.replaceAll(pattern, redactedMark)
  return text
    .replaceAll(jsonField, (whole: string, name: string) =>
      sensitiveField.test(name) ? `${name}"${redactedMark}"` : whole,
    )
    .replaceAll(formField, (whole: string, before: string, name: string, given: string) =>
      given !== '' && sensitiveField.test(name) ? `${before}${name}=${redactedMark}` : whole,
    )
}

const knownLettersAtLeast = 6

/** A secret as it may stand in a text: as it is, in a URL, in JSON; its letters are those of its UTF-8 bytes. */
function spellings(secret: string): string[] {
  if (secret.length < knownLettersAtLeast) return []
  const bytes = latin1OfText(secret)
  return [...new Set([bytes, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])]
}
