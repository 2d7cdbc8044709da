import { rawRequest, sendRaw } from './raw-http.ts'

/** What every attack of the table is tried with. */
export const stolenToken = 'local-token-of-the-test'

const token = `Authorization: Bearer ${stolenToken}`
const json = 'Content-Type: application/json'

/** One way of calling that must be refused. `PORT` stands for the listener's port. */
export type Attack = {
  name: string
  refusedWith: number
  path?: (path: string) => string
  host?: string[]
  headers?: string[]
  body?: string
  needsToken?: true
  writesOnly?: true
}

/** What is tried on every route; `needsToken` is no attack where a route is open. */
export const attacks: Attack[] = [
  { name: 'no token', refusedWith: 401, headers: [json], needsToken: true },
  { name: 'a wrong token', refusedWith: 401, headers: ['Authorization: Bearer wrong', json], needsToken: true },
  { name: 'an empty token', refusedWith: 401, headers: ['Authorization: Bearer ', json], needsToken: true },
  {
    name: 'the token as basic credentials',
    refusedWith: 401,
    headers: [`Authorization: Basic ${stolenToken}`, json],
    needsToken: true,
  },
  {
    name: 'the token in the query',
    refusedWith: 401,
    path: (path) => `${path}?token=${stolenToken}&access_token=${stolenToken}`,
    headers: [json],
    needsToken: true,
  },
  {
    name: 'the token in a cookie',
    refusedWith: 401,
    headers: [`Cookie: token=${stolenToken}`, json],
    needsToken: true,
  },
  { name: 'a foreign origin', refusedWith: 403, headers: [token, json, 'Origin: http://evil.test'] },
  { name: 'the origin null', refusedWith: 403, headers: [token, json, 'Origin: null'] },
  { name: 'our origin over TLS', refusedWith: 403, headers: [token, json, 'Origin: https://localhost:PORT'] },
  { name: 'the receiver’s origin', refusedWith: 403, headers: [token, json, 'Origin: http://127.0.0.1:4400'] },
  ...[
    'evil.test',
    'evil.test:PORT',
    '0.0.0.0:PORT',
    '[::]:PORT',
    'localhost',
    '127.0.0.1:1',
    '[::1].evil.test:PORT',
    'localhost.evil.test:PORT',
    'localhost.:PORT',
    'user@localhost:PORT',
    '',
  ].map((host): Attack => ({ name: `the host “${host}”`, refusedWith: 421, host: [host], headers: [token, json] })),
  { name: 'no host', refusedWith: 421, host: [], headers: [token, json] },
  { name: 'two hosts, ours first', refusedWith: 421, host: ['localhost:PORT', 'evil.test'], headers: [token, json] },
  { name: 'two hosts, ours last', refusedWith: 421, host: ['evil.test', 'localhost:PORT'], headers: [token, json] },
  { name: 'a text body', refusedWith: 415, headers: [token, 'Content-Type: text/plain'], body: '{}', writesOnly: true },
  {
    name: 'a form',
    refusedWith: 415,
    headers: [token, 'Content-Type: application/x-www-form-urlencoded'],
    body: 'a=b',
    writesOnly: true,
  },
  {
    name: 'a multipart form',
    refusedWith: 415,
    headers: [token, 'Content-Type: multipart/form-data; boundary=x'],
    body: '--x--',
    writesOnly: true,
  },
  { name: 'a body without a type', refusedWith: 415, headers: [token], body: '{}', writesOnly: true },
  {
    name: 'a text body that says it is JSON',
    refusedWith: 415,
    headers: [token, 'Content-Type: text/plain; application/json'],
    body: '{}',
    writesOnly: true,
  },
]

const writingMethods = ['POST', 'PUT', 'PATCH', 'DELETE']

/** The routes that an attack is an attack on. */
export const routesUnder = <Route extends { method: string; isOpen: boolean }>(
  attack: Attack,
  routes: Route[],
): Route[] =>
  routes.filter(
    ({ method, isOpen }) => !(attack.needsToken && isOpen) && (!attack.writesOnly || writingMethods.includes(method)),
  )

/** Tries an attack on one route; the answer as text. */
export function tryAttack(attack: Attack, port: number, route: { method: string; url: string }): Promise<string> {
  const path = route.url.replaceAll(/:\w+|\{\w+\}|\*/g, 'x')
  const host = (attack.host ?? ['localhost:PORT']).map((name) => `Host: ${name}`)
  const headers = [...host, ...(attack.headers ?? [])]
  const text = rawRequest(`${route.method} ${attack.path?.(path) ?? path}`, headers, attack.body)
  return sendRaw(port, text.replaceAll('PORT', String(port)))
}
