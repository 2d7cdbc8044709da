/**
 * The security thought. Whoever may call this listener can read every captured payload, change what senders are
 * answered and make this computer send HTTP requests. It listens on a port that every web page in the user's
 * browser and every local program can reach, so reaching it must be worth nothing:
 *
 * - It is bound to 127.0.0.1 and ::1 only, and the tunnel leads to the receiver, which is another port.
 * - `Host` must be exactly one of our own names with our port: a name that an attacker points at 127.0.0.1 (DNS
 *   rebinding), 0.0.0.0 and a tunnel's name are refused with 421 before anything else is looked at.
 * - `Origin`, where a browser sends one, must be exactly our own, for reading as well.
 * - A bearer token is needed for all but the routes marked open, the feed included. It is read from the
 *   `Authorization` header alone: a header that no form, image, link or WebSocket of a foreign page can set.
 *   There are no cookies, since browsers share them between all ports of a host.
 * - An API key opens only what its role and its scopes allow, and a route that does not say what it needs is closed to
 *   keys. The local token and a browser that entered may do all.
 * - Writes take JSON only, which no form can send and for which a foreign page would have to ask first; there are
 *   no CORS headers, so asking gets it nowhere.
 *
 * The checks stand in one hook that runs before routing matters, so a route that is unknown is refused like one
 * that exists, and a new route is closed unless it says otherwise.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Caller, CallerKey, ControlledApp, Refused } from '#main/core/controlled-app.ts'
import { AppError } from '#shared/contract/problem.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Needs } from '#shared/rules/access.ts'
import { refusalOf } from '#shared/rules/access.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a token. */
    isOpen?: boolean
    /** What an API key must allow; left out: no key will do. */
    needs?: Needs | 'any-key'
  }
  interface FastifyRequest {
    /** Who calls; null on open routes. */
    caller: Caller | null
  }
}

/** Says who holds a token, or why it is refused; null: nobody. */
export type FindCaller = ControlledApp['authenticate']

export const isCaller = (found: Caller | Refused | null): found is Caller => found !== null && !('refused' in found)

/** Knows the local token and, through `authenticate`, those of the browsers that entered. */
export function createFindCaller(localToken: string, authenticate: FindCaller): FindCaller {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const local = digest(localToken)
  return (token) =>
    // Digests have one length, so that comparing takes the same time whatever was sent.
    timingSafeEqual(digest(token), local) ? { workspaceId: defaultWorkspaceId, sessionId: null } : authenticate(token)
}

/** The hook that stands before every route. `port` is asked late: it is known once the listener listens. */
export const createGuard =
  (findCaller: FindCaller, port: () => number, keyUsed: ControlledApp['keyUsed']) =>
  async (request: FastifyRequest): Promise<void> => {
    const hosts = ['127.0.0.1', '[::1]', 'localhost'].map((name) => `${name}:${port()}`)
    requireOwnHost(request, hosts)
    requireOwnOrigin(request, hosts)
    request.caller = request.routeOptions.config?.isOpen ? null : requireCaller(request, findCaller)
    if (request.caller?.key) requireAllowed(request, request.caller.key, keyUsed)
    requireJson(request)
  }

function requireOwnHost(request: FastifyRequest, hosts: string[]): void {
  const { headers, rawHeaders, url = '' } = request.raw
  const sent = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  // A target such as http://evil.test/ names a host of its own, which would count more than the header.
  if (url.startsWith('/') && sent === 1 && hosts.includes(headers.host ?? '')) return
  throw new AppError('wrong-host', `This address answers to ${hosts.join(', ')} only. Call it by one of these names.`)
}

function requireOwnOrigin(request: FastifyRequest, hosts: string[]): void {
  const { origin } = request.headers
  if (origin === undefined || hosts.some((host) => origin === `http://${host}`)) return
  throw new AppError('origin-not-allowed', 'Only Creel’s own pages may call this from a browser.')
}

/** The token of the `Authorization` header, if there is one. */
export const bearerToken = (request: FastifyRequest): string | null =>
  /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null

function requireCaller(request: FastifyRequest, findCaller: FindCaller): Caller {
  const token = bearerToken(request)
  const caller = token === null ? null : findCaller(token)
  if (isCaller(caller)) return caller
  const what = token === null ? 'This needs a token.' : (caller?.refused ?? unknownToken)
  throw new AppError(
    'unauthorized',
    `${what} Send “Authorization: Bearer <token>” with the token of control.json, or enter the browser with: creel open`,
  )
}

const unknownToken = 'This token is not valid here; it may have been revoked.'

// An address that nothing has is told so by the answer for it.
function requireAllowed(request: FastifyRequest, key: CallerKey, keyUsed: ControlledApp['keyUsed']): void {
  if (request.is404) return
  const { config, url = '' } = request.routeOptions
  const { needs } = config
  const refusal = needs === 'any-key' ? null : needs ? refusalOf(key, needs) : 'No API key may call this.'
  if (refusal !== null) throw new AppError('forbidden', refusal)
  keyUsed(key.id, { route: `${request.method} ${url}`, address: request.socket.remoteAddress ?? null })
}

const writingMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

function requireJson(request: FastifyRequest): void {
  if (!writingMethods.has(request.method)) return
  const { 'content-type': type, 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  const hasBody = length !== '0' || encoding !== undefined
  if (type === undefined && !hasBody) return
  if (type?.split(';')[0]?.trim().toLowerCase() === 'application/json') return
  throw new AppError('json-only', 'Bodies are JSON here. Send it with “Content-Type: application/json”.')
}
