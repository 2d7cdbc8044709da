import { gzipSync } from 'node:zlib'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { Patient } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { providers } from '#main/providers/providers.ts'
import type { DiagnosisCause } from '#shared/model/diagnosis.ts'
import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import {
  otherSecretOfPatients,
  patientOf,
  receivedAtSeconds,
  secretOfPatients,
  signedBy,
} from '#test/support/patients.ts'

/** One scheme that a cause is planted in. */
export type Subject = { provider: ProviderName; scheme: HmacScheme | null }

/** A cause, planted in a request that was signed well; null where the scheme cannot have it. */
export type Plant = { cause: DiagnosisCause; name: string; plant: (subject: Subject) => Patient | null }

const json =
  '{"id":"evt_1","type":"invoice.paid","name":"Zoë & <b>","url":"https://a.example/x","amount":10.5,"lines":[1,2,{"a":true}]}'

type Signing = Omit<Parameters<typeof signedBy>[0], 'provider' | 'scheme'>

const planting =
  (
    signing: Signing,
    change: (request: CapturedRequest) => CapturedRequest,
    more: Parameters<typeof patientOf>[2] = {},
  ) =>
  (subject: Subject): Patient | null => {
    const request = signedBy({ body: json, ...signing, ...subject })
    return request && patientOf(change(request), subject.provider, { scheme: subject.scheme, ...more })
  }

const inBody = (sent: string | Uint8Array, arrived: string | Uint8Array, contentType = 'application/json') =>
  planting({ body: sent, contentType }, (request) => withBody(request, arrived))

const same = (request: CapturedRequest): CapturedRequest => request

const value: unknown = JSON.parse(json)
const pythonStyle = json.replaceAll('":', '": ').replaceAll(/,(?=["\d{])/g, ', ')
const ascii = json.replaceAll('ë', '\\u00eb')
const other = {
  id: 'sec_2',
  secret: otherSecretOfPatients,
  hint: 'whsec_…oD',
  owner: 'the secret of another',
  isUsable: true,
}

export const plants: readonly Plant[] = [
  { cause: 'json-rewritten', name: 'indented by two spaces', plant: inBody(json, JSON.stringify(value, null, 2)) },
  { cause: 'json-rewritten', name: 'indented by four spaces', plant: inBody(json, JSON.stringify(value, null, 4)) },
  { cause: 'json-rewritten', name: 'minified', plant: inBody(JSON.stringify(value, null, 2), json) },
  {
    cause: 'json-rewritten',
    name: 'minified, which was indented by tabs',
    plant: inBody(JSON.stringify(value, null, '\t'), json),
  },
  { cause: 'json-rewritten', name: 'minified, which Python had written', plant: inBody(pythonStyle, json) },
  { cause: 'json-rewritten', name: 'written by Python', plant: inBody(json, pythonStyle) },
  { cause: 'json-rewritten', name: 'escapes resolved', plant: inBody(ascii, json) },
  { cause: 'json-rewritten', name: 'letters escaped', plant: inBody(json, ascii) },
  { cause: 'json-rewritten', name: 'slashes no longer escaped', plant: inBody(json.replaceAll('/', '\\/'), json) },
  {
    cause: 'json-rewritten',
    name: 'the escapes of Go resolved',
    plant: inBody(json.replace('&', '\\u0026').replace('<', '\\u003c').replace('>', '\\u003e'), json),
  },
  { cause: 'json-rewritten', name: 'keys in another order', plant: inBody('{"a":1,"b":2}', '{"b": 2, "a": 1}') },
  { cause: 'json-rewritten', name: 'numbers written anew', plant: inBody('{"a":1}', '{"a":1.0}') },
  { cause: 'final-newline', name: 'a newline added', plant: inBody(json, `${json}\n`) },
  { cause: 'final-newline', name: 'a CRLF added', plant: inBody(json, `${json}\r\n`) },
  { cause: 'final-newline', name: 'a newline removed', plant: inBody(`${json}\n`, json) },
  { cause: 'final-newline', name: 'a CRLF removed', plant: inBody(`${json}\r\n`, json) },
  { cause: 'final-newline', name: 'spaces around added', plant: inBody(json, `  ${json} \n`) },
  { cause: 'line-endings', name: 'LF made CRLF', plant: inBody('a\nb\nc', 'a\r\nb\r\nc', 'text/plain') },
  { cause: 'line-endings', name: 'CRLF made LF', plant: inBody('a\r\nb\r\nc', 'a\nb\nc', 'text/plain') },
  { cause: 'byte-order-mark', name: 'added', plant: inBody(json, `\ufeff${json}`) },
  { cause: 'byte-order-mark', name: 'removed', plant: inBody(`\ufeff${json}`, json) },
  {
    cause: 'charset',
    name: 'UTF-8 read as Latin-1 and encoded again',
    plant: inBody(json, Buffer.from(Buffer.from(json).toString('latin1'), 'utf8')),
  },
  {
    cause: 'charset',
    name: 'UTF-8 read as Windows-1252 and encoded again',
    plant: inBody('{"a":"“€”"}', new TextDecoder('windows-1252').decode(Buffer.from('{"a":"“€”"}'))),
  },
  { cause: 'charset', name: 'UTF-8 made Latin-1', plant: inBody(json, Buffer.from(json, 'latin1')) },
  { cause: 'charset', name: 'Latin-1 made UTF-8', plant: inBody(Buffer.from(json, 'latin1'), json) },
  {
    cause: 'form-decoded',
    name: 'decoded',
    plant: inBody('a=x+y&b=%C3%AB', 'a=x y&b=ë', 'application/x-www-form-urlencoded'),
  },
  {
    cause: 'form-decoded',
    name: '+ made %20',
    plant: inBody('a=x+y&b=%C3%AB', 'a=x%20y&b=%C3%AB', 'application/x-www-form-urlencoded'),
  },
  {
    cause: 'form-decoded',
    name: 'the payload taken out of the form',
    plant: inBody(`payload=${encodeURIComponent(json)}`, json),
  },
  { cause: 'compression', name: 'compressed on the way', plant: inBody(json, gzipSync(json)) },
  {
    cause: 'secret-spaces',
    name: 'saved with a newline at the sender',
    plant: planting({ secret: `${secretOfPatients}\n` }, same),
  },
  {
    cause: 'secret-spaces',
    name: 'saved with quotes at the sender',
    plant: planting({ secret: `"${secretOfPatients}"` }, same),
  },
  {
    cause: 'secret-spaces',
    name: 'saved here with a space inside',
    plant: planting({}, same, {
      secrets: [{ id: 'sec_1', secret: secretOfPatients.replace('KYq', 'KY q'), hint: 'hint' }],
    }),
  },
  { cause: 'secret-encoding', name: 'without its prefix', plant: withTextKey({ secret: secretOfPatients.slice(6) }) },
  {
    cause: 'secret-encoding',
    name: 'in hex',
    plant: withTextKey({ secret: Buffer.from(secretOfPatients).toString('hex') }),
  },
  {
    cause: 'secret-encoding',
    name: 'as base64 of itself',
    plant: keyed(planting({ secret: Buffer.from(secretOfPatients).toString('base64') }, same)),
  },
  {
    cause: 'secret-encoding',
    name: 'decoded',
    plant: keyed(
      planting({ secret: 'hello' }, same, {
        secrets: [{ id: 'sec_1', secret: Buffer.from('hello').toString('base64'), hint: 'hint' }],
      }),
    ),
  },
  {
    cause: 'removed-secret',
    name: 'still in use',
    plant: planting({ secret: otherSecretOfPatients }, same, { removed: [other] }),
  },
  {
    cause: 'other-secret',
    name: 'of another source',
    plant: planting({ secret: otherSecretOfPatients }, same, { elsewhere: [other] }),
  },
  { cause: 'clock', name: 'too old', plant: timed(receivedAtSeconds - 900) },
  {
    cause: 'other-request',
    name: 'the body of another',
    plant: planting({ body: '{"id":"evt_2","amount":1}' }, (request) => withBody(request, json), {
      neighboursAre: [
        { id: 'req_1', receivedAt: '2026-11-17T00:00:00.000Z', body: Buffer.from('{"id":"evt_0"}') },
        { id: 'req_2', receivedAt: '2026-11-17T00:00:01.000Z', body: Buffer.from('{"id":"evt_2","amount":1}') },
      ],
    }),
  },
  {
    cause: 'address',
    name: 'another port than the sender knows',
    plant: reachedAt('creel.example:8443', 'creel.example'),
  },
  { cause: 'address', name: 'the host of a tunnel', plant: reachedAt('public.example', '127.0.0.1:4400') },
  { cause: 'wrong-header', name: 'renamed', plant: inHeaders((name) => `X-Original-${name}`, same) },
  { cause: 'header-missing', name: 'dropped by a proxy', plant: inHeaders(() => null, withVia) },
  ...hmacPlants(),
]

/** Whether a scheme signs the body: a token says the same beside any body, and is no key that could be decoded. */
export function signsBody(subject: Subject): boolean {
  const headersFor = (body: string) => JSON.stringify(signedBy({ ...subject, body })?.headers)
  return headersFor('{"a":1}') !== headersFor('{"a":2}')
}

function keyed(plant: Plant['plant']): Plant['plant'] {
  return (subject) => (signsBody(subject) ? plant(subject) : null)
}

/** For schemes whose key is the letters of the secret: where it is decoded, other letters can be the same key. */
function withTextKey(signing: Signing): Plant['plant'] {
  return (subject) => (subject.provider === 'standard-webhooks' ? null : keyed(planting(signing, same))(subject))
}

/** Signed for the address that the sender knows; the request names another. */
function reachedAt(known: string, named: string): Plant['plant'] {
  return (subject) => {
    const signed = signedBy({ ...subject, body: json, host: known })
    if (!signed) return null
    const headers = signed.headers.map(([name, value]) =>
      name === 'Host' ? ([name, named] as const) : ([name, value] as const),
    )
    return patientOf({ ...signed, headers }, subject.provider, {
      scheme: subject.scheme,
      addresses: [`https://${known}/in/token`],
    })
  }
}

/** Signed at another time than allowed; null for schemes that sign no time. */
function timed(atSeconds: number): Plant['plant'] {
  return (subject) => {
    const then = signedBy({ ...subject, body: json, atSeconds })
    const reading = then && providers[subject.provider].readSignature(then, subject.scheme)
    // The claims of a token are read with it, and their times are told there.
    return then && reading?.kind === 'readable' && reading.time !== null
      ? patientOf(then, subject.provider, { scheme: subject.scheme })
      : null
  }
}

function withVia(request: CapturedRequest): CapturedRequest {
  return { ...request, headers: [...request.headers, ['Via', '1.1 proxy']] }
}

/** The headers that hold a signature, called otherwise or dropped. */
function inHeaders(
  rename: (name: string) => string | null,
  change: (request: CapturedRequest) => CapturedRequest,
): Plant['plant'] {
  return (subject) => {
    const signed = signedBy({ ...subject, body: json })
    if (!signed) return null
    const headers = signed.headers.flatMap(([name, value]) => {
      if (!/signature|hmac/i.test(name)) return [[name, value] as const]
      const renamed = rename(name)
      return renamed === null ? [] : [[renamed, value] as const]
    })
    if (JSON.stringify(headers) === JSON.stringify(signed.headers)) return null
    return patientOf(change({ ...signed, headers }), subject.provider, { scheme: subject.scheme })
  }
}

/** How a signature is written and made: planted by signing in another scheme than the source's. */
function hmacPlants(): Plant[] {
  const asIf =
    (changes: Partial<HmacScheme>): Plant['plant'] =>
    ({ provider, scheme }) => {
      if (scheme === null) return null
      const request = signedBy({ provider, scheme: { ...scheme, ...changes }, body: json })
      return request && patientOf(request, provider, { scheme })
    }
  return [
    {
      cause: 'signature-encoding',
      name: 'hex for base64, or the other way',
      plant: (subject) => asIf({ encoding: subject.scheme?.encoding === 'hex' ? 'base64' : 'hex' })(subject),
    },
    { cause: 'signature-encoding', name: 'with an unknown prefix', plant: asIf({ prefix: 'sig:' }) },
    { cause: 'signature-algorithm', name: 'SHA-512', plant: asIf({ algorithm: 'sha512' }) },
    { cause: 'signature-algorithm', name: 'SHA-1', plant: asIf({ algorithm: 'sha1' }) },
    { cause: 'wrong-header', name: 'another header', plant: asIf({ header: 'X-Other' }) },
    {
      cause: 'other-scheme',
      name: 'another text is signed',
      plant: (subject) => asIf({ content: 'v0:{timestamp}:{body}', timestampHeader: 'X-Time' })(subject),
    },
  ]
}
