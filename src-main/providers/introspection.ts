import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { Enquiry, EnquiryAnswer, RemoteProof } from './enquiry.ts'
import { genericEvent } from './generic-token.ts'
import { headerText } from './header-text.ts'
import type { Provider, SignatureReading, Signing } from './provider.ts'
import { introspectionSamples } from './samples/introspection-samples.ts'

const header = 'Authorization'
const keepMs = 30_000

// RFC 6750 section 2.1.
const bearerToken = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i

function readSignature(request: CapturedRequest): SignatureReading {
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const token = bearerToken.exec(value)?.[1]
  if (token === undefined) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const remote: RemoteProof = {
    enquiryFor: (secret) => enquiryFor(secret, token),
    proves: (answer) => isActive(answer, request.receivedAtMs / 1000),
  }
  return {
    kind: 'readable',
    header,
    found: 'one bearer token',
    time: null,
    isReusable: true,
    stated: [{ algorithm: { kind: 'token' }, texts: [token], signed: [], remote }],
    signedWords: 'Nothing: the authorisation server is asked whether the token counts',
  }
}

/** A secret is the endpoint with the client’s id and secret in it: `https://client:secret@auth.example.com/introspect`. */
function enquiryFor(secret: string, token: string): Enquiry | 'malformed' {
  const url = URL.parse(secret.trim())
  if (url === null || !/^https?:$/.test(url.protocol) || url.username === '') return 'malformed'
  const client = `${url.username}:${url.password}`
  url.username = ''
  url.password = ''
  return {
    name: `the authorisation server at ${url.origin}`,
    keepMs,
    request: {
      method: 'POST',
      url: url.href,
      // RFC 6749 section 2.3.1: id and secret are form-encoded, as they stand in the address.
      headers: [
        ['Authorization', `Basic ${Buffer.from(client, 'utf8').toString('base64')}`],
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Accept', 'application/json'],
      ],
      body: Buffer.from(new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(), 'utf8'),
    },
  }
}

// RFC 7662 section 2.2: whatever is not said to be active does not count. Another answer than 200 is about us.
function isActive({ status, body }: EnquiryAnswer, nowSeconds: number): boolean | null {
  if (status !== 200) return null
  const answer = parse(body)
  if (typeof answer?.['active'] !== 'boolean') return null
  const until = answer['exp']
  return answer['active'] && !(typeof until === 'number' && until <= nowSeconds)
}

function parse(body: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

const sign = (): Signing => ({
  kind: 'impossible',
  reason: 'Only the authorisation server gives out tokens. Get one there and put it into the Authorization header.',
})

/** Any sender with a token that an authorisation server vouches for (RFC 7662). */
export const introspection: Provider = {
  name: 'introspection',
  ...genericEvent,
  readSignature,
  readKey: () => ({ kind: 'malformed' }),
  sign,
  samples: () => introspectionSamples,
}
