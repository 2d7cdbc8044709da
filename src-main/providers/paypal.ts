import { crc32 } from 'node:zlib'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import type { RemoteProof } from './enquiry.ts'
import { isServerFault } from './enquiry.ts'
import { paypalEvents } from './events/paypal-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { rsaSignature, sha256Hex } from './make-signature.ts'
import type { KeyReading } from './match-signature.ts'
import { isSignatureText, keyFromCertificate, keyFromPublicKey, matchingSignature } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { paypalSamples } from './samples/paypal-samples.ts'

const header = 'PAYPAL-TRANSMISSION-SIG'
const idHeader = 'PAYPAL-TRANSMISSION-ID'
const timeHeader = 'PAYPAL-TRANSMISSION-TIME'
const certificateHeader = 'PAYPAL-CERT-URL'
const algorithmHeader = 'PAYPAL-AUTH-ALGO'
const algorithm = { kind: 'rsa' } as const
const algorithmName = 'SHA256withRSA'
const certificateKeepMs = 12 * 3_600_000

/** A secret: the webhook’s id as PayPal shows it, and below it, where it is pinned, the certificate or a key in PEM. */
function readSecret(secret: string): { webhookId: string; pem: string | null } | null {
  const [, webhookId = '', pem = ''] = /^\s*([A-Za-z0-9]{1,50})\s*(-----BEGIN[\s\S]*)?$/.exec(secret) ?? []
  return webhookId === '' ? null : { webhookId, pem: pem === '' ? null : pem }
}

const signedText = (id: string, time: string, webhookId: string, body: Uint8Array): Uint8Array =>
  bytesOfText(`${id}|${time}|${webhookId}|${crc32(body)}`)

/** Anybody may name any address: only below this path of PayPal’s own hosts lie its certificates. */
function isPaypalCertificate(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '') return false
  return /^([a-z0-9-]+\.)*paypal\.com$/.test(url.hostname) && url.pathname.startsWith('/v1/notifications/certs/')
}

function readSignature(request: CapturedRequest): SignatureReading {
  const text = headerText(request, header)
  if (text === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  if (!isSignatureText(algorithm, text)) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const id = headerText(request, idHeader)
  if (id === null) return { kind: 'unreadable', reason: 'message-id-missing', header: idHeader }
  const time = headerText(request, timeHeader)
  if (time === null) return { kind: 'unreadable', reason: 'timestamp-missing', header: timeHeader }
  const name = headerText(request, algorithmHeader)
  if (name !== algorithmName) return { kind: 'unreadable', reason: 'signature-malformed', header: algorithmHeader }
  const certificateUrl = headerText(request, certificateHeader) ?? ''
  if (!isPaypalCertificate(certificateUrl))
    return { kind: 'unreadable', reason: 'certificate-untrusted', header: certificateHeader }
  const signedWith = (secret: string) => [signedText(id, time, readSecret(secret)?.webhookId ?? '', request.body)]
  const remote = certificateProof(certificateUrl, request, (key, secret) =>
    matchingSignature(algorithm, key, signedWith(secret), [text]),
  )
  return {
    kind: 'readable',
    header,
    found: `transmission ${id} of ${time}, one RSA signature`,
    // PayPal’s own libraries check no time.
    time: null,
    stated: [{ algorithm, texts: [text], signed: signedWith(''), signedWith, remote }],
    signedWords: 'The transmission’s id and time, the webhook’s id, then the CRC-32 of the body',
  }
}

function certificateProof(
  url: string,
  request: CapturedRequest,
  match: (key: KeyReading, secret: string) => string | null,
): RemoteProof {
  return {
    enquiryFor(secret) {
      const read = readSecret(secret)
      if (read === null) return 'malformed'
      if (read.pem !== null) return null
      const outgoing = { method: 'GET', url, headers: [], body: new Uint8Array() }
      return { name: `the certificate at ${url}`, request: outgoing, keepMs: certificateKeepMs }
    },
    proves(answer, secret) {
      if (isServerFault(answer.status)) return null
      if (answer.status !== 200) return false
      // Who answered is proven by TLS.
      const key = keyFromCertificate(answer.body, { atMs: request.receivedAtMs, name: /\.paypal\.com$/i })
      return match(key, secret) !== null
    },
  }
}

function readKey(secret: string): KeyReading {
  const pem = readSecret(secret)?.pem ?? null
  return pem === null ? { kind: 'malformed' } : keyFromPublicKey('rsa', pem)
}

function sign(request: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const read = readSecret(secret)
  // PayPal writes the time without milliseconds.
  const time = new Date(atSeconds * 1000).toISOString().replace('.000', '')
  const id = headerText(request, idHeader) ?? transmissionId(request.body)
  const signature =
    read === null || read.pem === null
      ? null
      : rsaSignature(read.pem, [signedText(id, time, read.webhookId, request.body)])
  if (signature === null) {
    const reason =
      'Only PayPal has the key that signs. To sign as a test, add a secret of your own: the webhook’s id and, below it, an RSA private key in PEM.'
    return { kind: 'impossible', reason }
  }
  const usual: [string, string][] = [
    [certificateHeader, 'https://api.paypal.com/v1/notifications/certs/CERT-00000000-00000000-00000000'],
    [algorithmHeader, algorithmName],
  ]
  return {
    kind: 'signed',
    headers: [
      [idHeader, id],
      [timeHeader, time],
      ...usual.filter(([name]) => !hasHeader(request, name)),
      [header, signature],
    ],
  }
}

const transmissionId = (body: Uint8Array): string =>
  sha256Hex(body).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

/**
 * PayPal: https://developer.paypal.com/api/rest/webhooks/rest/; what is signed, and whose certificate counts, is
 * told by its Python SDK: https://github.com/paypal/PayPal-Python-SDK/blob/master/paypalrestsdk/notifications.py
 */
export const paypal: Provider = {
  name: 'paypal',
  detect: (request) => hasHeader(request, header) || hasHeader(request, idHeader),
  readSignature,
  readKey,
  eventType: (_request, json) => readJsonText(json, 'event_type'),
  eventIdPlace: () => ({ in: 'body', path: 'id' }),
  sign,
  summary: (_request, json) => [
    readJsonText(json, 'summary'),
    readJsonText(json, 'resource.status') ?? readJsonText(json, 'resource.state'),
  ],
  samples: () => paypalSamples,
  events: paypalEvents,
}
