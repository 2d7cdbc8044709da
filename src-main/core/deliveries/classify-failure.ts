import type { ErrorClass } from '#shared/rules/error-class.ts'

/** The class of each known code of a request that got no answer. */
const codes = {
  ENOTFOUND: 'name-unknown',
  ENODATA: 'name-unknown',
  EAI_AGAIN: 'name-lookup',
  EAI_FAIL: 'name-lookup',
  ESERVFAIL: 'name-lookup',
  ECONNREFUSED: 'refused',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  EPROTO: 'tls',
  ECONNRESET: 'connection-broken',
  ECONNABORTED: 'connection-broken',
  EPIPE: 'connection-broken',
  UND_ERR_SOCKET: 'connection-broken',
  'timed-out': 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  'not-http': 'not-http',
  UND_ERR_HEADERS_OVERFLOW: 'not-http',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'not-http',
  'egress-refused': 'forbidden',
  'body-too-large': 'unsendable',
  unsignable: 'unsendable',
  'not-rendered': 'not-rendered',
  'not-sendable': 'unsendable',
  'forbidden-target': 'forbidden',
  ERR_INVALID_URL: 'unsendable',
  UND_ERR_INVALID_ARG: 'unsendable',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'unsendable',
  interrupted: 'interrupted',
  cancelled: 'interrupted',
} as const satisfies Record<string, ErrorClass>

// A map, because a code may be any text: `valueOf` is no property of it.
const classOfCode: ReadonlyMap<string, ErrorClass> = new Map(Object.entries(codes))

// OpenSSL names what is wrong with a certificate in codes of its own, which are many and all look like these.
const tlsCode =
  /^(ERR_(SSL|TLS)_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_CERT|INVALID_(CA|PURPOSE)|HOSTNAME_)/

/** The class of a failure without an answer, by the code of its error. */
export const classOfFailure = (code: string): ErrorClass =>
  classOfCode.get(code) ?? (tlsCode.test(code) ? 'tls' : 'other')

/** The class of an answer that is no success. */
export function classOfStatus(status: number): ErrorClass {
  if (status === 410) return 'gone'
  if (throttlingStatuses.has(status)) return 'throttled'
  if (status >= 300 && status < 400) return 'redirect'
  if (status >= 400 && status < 500) return 'client-error'
  return status >= 500 && status < 600 ? 'server-error' : 'unexpected-status'
}

/** Standard Webhooks: a sender should slow down after these. */
const throttlingStatuses: ReadonlySet<number> = new Set([429, 502, 504])
