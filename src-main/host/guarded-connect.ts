import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress, LookupAllOptions } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import { measureLookup, measureSocket } from './connect-steps.ts'

/** Looks up all addresses of a name. */
export type LookupAll = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** A connection that may not be made. */
const forbidden = (reason: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${reason} Nothing was sent.`), { code: 'forbidden-target' })

/**
 * Connects for undici, but only to addresses that are not refused. A name is looked up once and exactly what was found
 * and allowed is connected to: an answer that changes later changes nothing. What it did connect to is looked at again
 * before a byte of the request is written.
 */
export function createGuardedConnect(
  refusalOf: RefusalOf,
  options: buildConnector.BuildOptions,
  lookup: LookupAll = systemLookup,
): buildConnector.connector {
  // A lookup is not told the port, so each port has a connector of its own.
  const connectors = new Map<number, buildConnector.connector>()
  const connectorOf = (port: number): buildConnector.connector => {
    const known = connectors.get(port)
    if (known) return known
    const connector = buildConnector({ ...options, lookup: guardLookup(refusalOf, port, lookup) })
    connectors.set(port, connector)
    return connector
  }

  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    // Node looks up no address that is written out.
    const reason = isIP(host) === 0 ? null : refusalOf(host, port)
    if (reason !== null) return callback(forbidden(reason), null)
    const { follow, ready } = measureSocket()
    const connecting: unknown = connectorOf(port)(target, (...[error, socket]) => {
      if (error) return callback(error, null)
      if (target.protocol === 'https:') ready()
      const refused = refusalOf(socket.remoteAddress ?? '', socket.remotePort ?? port)
      if (refused === null) return callback(null, socket)
      socket.destroy()
      callback(forbidden(refused), null)
    })
    // The socket, though its type says nothing of it.
    if (connecting) follow(connecting as Socket)
  }
}

/** A lookup that finds only addresses that are not refused. */
export const guardLookup =
  (refusalOf: RefusalOf, port: number, lookup: LookupAll = systemLookup): LookupFunction =>
  (hostname, options, callback) => {
    const ended = measureLookup()
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      ended()
      if (error) return callback(error, [])
      const refusals = addresses.map(({ address }) => refusalOf(address, port))
      const allowed = addresses.filter((_, index) => refusals[index] === null)
      const [first] = allowed
      if (!first) return callback(forbidden(refusals[0] ?? 'The target’s name has no address.'), [])
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family)
    })
  }
