import { BlockList, isIP } from 'node:net'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'

/** From where and how a request came. */
export type Arrival = { remoteAddress: string | null; headers: HeaderPairs }

/**
 * The sender's address. Through Creel's own tunnel it is the last X-Forwarded-For, which the tunnel's server adds, and
 * nobody's where that is missing. Else it is the other end of the socket, or, where a source trusts it, that header.
 */
export function senderAddress(
  { remoteAddress, headers }: Arrival,
  { trustForwardedFor, tunnelUrl }: { trustForwardedFor: boolean; tunnelUrl: string | null },
): string | null {
  const address = plainAddress(remoteAddress)
  const isThroughTunnel = tunnelUrl !== null && isThrough(tunnelUrl, { remoteAddress: address, headers })
  if (!trustForwardedFor && !isThroughTunnel) return address
  const last = valuesOf(headers, 'x-forwarded-for').join(',').split(',').at(-1)?.trim()
  if (last && isIP(last)) return last
  return isThroughTunnel ? null : address
}

// The tunnel ends in this computer. Who else connects from here could write the header too, but is here already.
const isThrough = (tunnelUrl: string, { remoteAddress, headers }: Arrival): boolean =>
  (remoteAddress === '::1' || remoteAddress?.startsWith('127.') === true) &&
  valuesOf(headers, 'host')[0]?.trim().toLowerCase() === new URL(tunnelUrl).host

const plainAddress = (address: string | null): string | null => address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null

/** Tells whether a list of addresses and CIDR ranges holds an address. An empty list holds every address. */
export function createAllowList(ranges: readonly string[]): (address: string | null) => boolean {
  if (ranges.length === 0) return () => true
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = address.includes(':') ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => address !== null && list.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
}
