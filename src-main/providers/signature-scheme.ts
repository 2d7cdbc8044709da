import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { bytesOfText, headerText } from './header-text.ts'
import { textSignature } from './make-signature.ts'
import type { SignatureAlgorithm } from './match-signature.ts'
import { isSignatureText, keyFromText, keyOfKind } from './match-signature.ts'
import type { Provider, SignatureReading, SignedTime, Signing } from './provider.ts'
import { sentUrls, urlToSign } from './sent-urls.ts'
import { parseSeconds } from './signed-time.ts'

type Hmac = Extract<SignatureAlgorithm, { kind: 'hmac' }>
type Reading = Pick<Provider, 'readSignature' | 'readKey' | 'sign'>
type Unreadable = Extract<SignatureReading, { kind: 'unreadable' }>

/** What is signed, in pieces: the time as it is written, the URL as the sender used it. */
type Content = (request: CapturedRequest, time: string, url: string) => readonly Uint8Array[]

/** A scheme of one signature header, and perhaps one header with the time. */
export type HeaderScheme = {
  header: string
  prefix?: string
  algorithm: Hmac
  time?: { header: string; unit: 'seconds' | 'milliseconds'; futureIsRefused: boolean }
  /** True where the URL is part of what is signed. */
  isUrlSigned?: boolean
  content: Content
  /** What is signed, for people. */
  signedWords: string
}

export const sha256Hex = { kind: 'hmac', hash: 'sha256', encoding: 'hex' } as const satisfies SignatureAlgorithm
export const sha256Base64 = { kind: 'hmac', hash: 'sha256', encoding: 'base64' } as const satisfies SignatureAlgorithm
export const sha1Hex = { kind: 'hmac', hash: 'sha1', encoding: 'hex' } as const satisfies SignatureAlgorithm

export const bodyAlone: Pick<HeaderScheme, 'content' | 'signedWords'> = {
  content: ({ body }) => [body],
  signedWords: 'The body alone',
}

/** `v0:{time}:{body}` and its like: a text, the time, a text, the body. */
export const timeAndBody = (before: string, between: string, signedWords: string): typeof bodyAlone => ({
  content: ({ body }, time) => [bytesOfText(`${before}${time}${between}`), body],
  signedWords,
})

/** Reads and makes the signatures of a scheme whose secret is used as its UTF-8 bytes. */
export const headerScheme = (scheme: HeaderScheme): Reading => ({
  readSignature: (request, _scheme, canonicalUrl) => read(scheme, request, canonicalUrl),
  readKey: keyFromText,
  sign: (request, { secret, atSeconds, canonicalUrl }) => {
    const time = scheme.time && String(scheme.time.unit === 'seconds' ? atSeconds : atSeconds * 1000)
    const signed = scheme.content(request, time ?? '', urlToSign(request, canonicalUrl))
    const signature = textSignature(scheme.algorithm, secret, signed)
    if (signature === null) return emptySecret
    return {
      kind: 'signed',
      headers: [
        ...(scheme.time && time !== undefined ? [[scheme.time.header, time] as const] : []),
        [scheme.header, (scheme.prefix ?? '') + signature],
      ],
    }
  },
})

export const emptySecret: Signing = { kind: 'impossible', reason: 'The secret is empty.' }

function read(
  scheme: HeaderScheme,
  request: CapturedRequest,
  canonicalUrl: string | null | undefined,
): SignatureReading {
  const { header, prefix = '', algorithm } = scheme
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const text = value.slice(prefix.length)
  if (!value.startsWith(prefix) || !isSignatureText(algorithm, text)) {
    return { kind: 'unreadable', reason: 'signature-malformed', header }
  }
  const time = scheme.time ? readTimeHeader(request, scheme.time) : null
  if (time && 'kind' in time) return time
  const urls = scheme.isUrlSigned ? sentUrls(request, canonicalUrl) : ['']
  return {
    kind: 'readable',
    header,
    found: time ? `timestamp ${time.text}, one signature` : 'one signature',
    time: time && time.signedTime,
    stated: urls.map((url) => ({ algorithm, texts: [text], signed: scheme.content(request, time?.text ?? '', url) })),
    signedWords: scheme.signedWords,
  }
}

/** The time that a header tells, or what is wrong with it. */
export function readTimeHeader(
  request: CapturedRequest,
  { header, unit, futureIsRefused }: NonNullable<HeaderScheme['time']>,
): { text: string; signedTime: SignedTime } | Unreadable {
  const text = headerText(request, header)
  if (text === null) return { kind: 'unreadable', reason: 'timestamp-missing', header }
  const atSeconds = unit === 'seconds' ? parseSeconds(text) : parseMilliseconds(text)
  if (atSeconds === null) return { kind: 'unreadable', reason: 'timestamp-malformed', header }
  return { text, signedTime: { atSeconds, futureIsRefused } }
}

const parseMilliseconds = (text: string): number | null =>
  /^\d{1,15}$/.test(text) ? Math.floor(Number(text) / 1000) : null

/** A scheme that sends the secret itself: `wanted` makes of the secret what stands behind the prefix. */
export const tokenScheme = (header: string, prefix = '', wanted: (secret: string) => string = same): Reading => ({
  readSignature(request) {
    const value = headerText(request, header)
    if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
    const text = value.slice(prefix.length).trim()
    if (!value.toLowerCase().startsWith(prefix.toLowerCase()) || text === '') {
      return { kind: 'unreadable', reason: 'signature-malformed', header }
    }
    return {
      kind: 'readable',
      header,
      found: 'one token',
      time: null,
      isReusable: true,
      stated: [{ algorithm: { kind: 'token' }, texts: [text], signed: [] }],
      signedWords: 'Nothing: the token is sent as it is',
    }
  },
  readKey: (secret) => keyOfKind('token', secret === '' ? '' : wanted(secret)),
  sign: (_request, { secret }) =>
    secret === '' ? emptySecret : { kind: 'signed', headers: [[header, prefix + wanted(secret)]] },
})

const same = (secret: string): string => secret
