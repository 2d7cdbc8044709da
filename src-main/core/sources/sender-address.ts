import { BlockList, isIP } from 'node:net'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'

/** The sender's address: the last X-Forwarded-For where the source trusts it, else the other end of the socket. */
export function senderAddress(
  remoteAddress: string | null,
  headers: HeaderPairs,
  trustForwardedFor: boolean,
): string | null {
  if (!trustForwardedFor) return plainAddress(remoteAddress)
  const last = valuesOf(headers, 'x-forwarded-for').join(',').split(',').at(-1)?.trim()
  return last && isIP(last) ? last : plainAddress(remoteAddress)
}

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
