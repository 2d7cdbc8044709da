import { BlockList, isIP } from 'node:net'

/**
 * What lies behind an IP address. `metadata`: the service of a cloud that hands out credentials. `translated`: an
 * IPv4 address behind NAT64. `reserved`: everything else that is no target, multicast and documentation among it.
 */
export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  | 'shared'
  | 'link-local'
  | 'metadata'
  | 'translated'
  | 'reserved'

type Range = readonly [address: string, prefix: number]

/** The special ranges (IANA special-purpose registries, RFC 6890), asked in this order: the first that fits decides. */
const specialRanges: ReadonlyArray<readonly [AddressKind, readonly Range[]]> = [
  [
    'metadata',
    [
      ['169.254.169.254', 32], // AWS, Google, Azure, DigitalOcean and others
      ['169.254.170.2', 32], // AWS containers
      ['169.254.170.23', 32], // AWS pods
      ['100.100.100.200', 32], // Alibaba
      ['168.63.129.16', 32], // Azure
      ['192.0.0.192', 32], // Oracle
      ['fd00:ec2::254', 128], // AWS
      ['fd00:ec2::23', 128], // AWS pods
      ['fd20:ce::254', 128], // Google
      ['fd00:c1::a9fe:a9fe', 128], // Oracle
    ],
  ],
  [
    'loopback',
    [
      ['127.0.0.0', 8],
      ['0.0.0.0', 32],
      ['::1', 128],
      ['::', 128],
    ],
  ],
  [
    'private',
    [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['fc00::', 7],
    ],
  ],
  ['shared', [['100.64.0.0', 10]]],
  [
    'link-local',
    [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  ],
  [
    'reserved',
    [
      ['0.0.0.0', 8],
      ['192.0.0.0', 24],
      ['192.0.2.0', 24],
      ['192.88.99.0', 24],
      ['198.18.0.0', 15],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
      ['2001::', 23],
      ['2001:db8::', 32],
      ['2002::', 16],
      ['3fff::', 20],
    ],
  ],
]

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, address.includes(':') ? 'ipv6' : 'ipv4')
  return list
}

const kinds = specialRanges.map(([kind, ranges]) => ({ kind, list: listOf(ranges) }))

// Of IPv6 only this part is handed out (RFC 4291 section 2.4); the rest is special or nothing yet.
const handedOut = listOf([['2000::', 3]])

const translating = listOf([['64:ff9b::', 96]])

/** The kind of an IP address in any spelling that Node takes, a zone left aside; null where the text is none. */
export function kindOfAddress(text: string): AddressKind | null {
  const address = text.split('%', 1)[0] ?? ''
  const version = isIP(address)
  if (version === 0) return null
  if (version === 4) return specialKind(address, 'ipv4') ?? 'public'
  const inner = mappedAddress(address)
  if (inner !== null) return kindOfAddress(inner)
  if (translating.check(address, 'ipv6')) {
    const kind = kindOfAddress(lastFourBytes(address))
    return kind === 'public' ? 'translated' : kind
  }
  return specialKind(address, 'ipv6') ?? (handedOut.check(address, 'ipv6') ? 'public' : 'reserved')
}

const specialKind = (address: string, family: 'ipv4' | 'ipv6'): AddressKind | undefined =>
  kinds.find(({ list }) => list.check(address, family))?.kind

/** The IPv4 address in `::ffff:192.0.2.1` (RFC 4291 section 2.5.5.2), or null. */
function mappedAddress(address: string): string | null {
  return mapped.check(address, 'ipv6') ? lastFourBytes(address) : null
}

const mapped = listOf([['::ffff:0:0', 96]])

/** The last four bytes of an IPv6 address as an IPv4 address. */
function lastFourBytes(address: string): string {
  // URL writes every spelling in the one way of RFC 5952, with the last bytes as two groups of hex.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':')
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
