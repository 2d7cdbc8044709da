import { BlockList, isIP } from 'node:net'
import type { EgressMode } from '#shared/rules/egress.ts'
import type { AddressKind } from './address-kind.ts'
import { kindOfAddress } from './address-kind.ts'

/** `allowed`: CIDR ranges that `remote` allows besides. */
export type EgressPolicy = { mode: EgressMode; allowed: readonly string[] }

const reachable: Record<EgressMode, ReadonlySet<AddressKind>> = {
  local: new Set(['public', 'translated', 'loopback', 'private', 'shared']),
  remote: new Set(['public']),
}

/** No range of an admin opens these. */
const neverReachable: ReadonlySet<AddressKind> = new Set(['metadata', 'link-local'])

const words: Record<AddressKind, string> = {
  public: 'a public address',
  loopback: 'this computer itself',
  private: 'a private network',
  shared: 'the network of a provider',
  'link-local': 'a link-local address',
  metadata: 'the metadata service of a cloud, which hands out credentials',
  translated: 'an address behind a translator',
  reserved: 'a reserved address',
}

/** Says why an address and port may not be connected to, for a person; null where they may. */
export type RefusalOf = (address: string, port: number) => string | null

/** The refusals of a policy. The control port of this Creel is always refused on this computer. */
export function createRefusal({ mode, allowed }: EgressPolicy, controlPort: () => number): RefusalOf {
  const allowedRanges = rangesOf(allowed)
  return (address, port) => {
    const kind = kindOfAddress(address)
    if (kind === null) return 'The target’s name led to something that is no IP address.'
    if (kind === 'loopback' && port === controlPort()) return 'The target is Creel’s own control port.'
    const isOpened = !neverReachable.has(kind) && isInRanges(allowedRanges, address)
    if (reachable[mode].has(kind) || isOpened) return null
    const who = neverReachable.has(kind) ? 'no egress policy allows' : `the egress policy “${mode}” does not allow`
    return `The target is ${words[kind]} (${address}), which ${who}.`
  }
}

/** The same of a URL, as far as it can be told before its name is looked up. */
export function refusalOfUrl(url: string, refusalOf: RefusalOf): string | null {
  const { port, protocol } = new URL(url)
  const address = addressIn(url)
  return address === null ? null : refusalOf(address, Number(port) || (protocol === 'https:' ? 443 : 80))
}

/** True where a URL names an address that is no public one, or this computer. */
export function isPrivateHost(url: string): boolean {
  const address = addressIn(url)
  return address !== null && kindOfAddress(address) !== 'public'
}

/** The address that a URL names; null: a name that has to be looked up. */
function addressIn(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  if (isLocalName(host)) return '127.0.0.1'
  return isIP(host) === 0 ? null : host
}

/** RFC 6761: these names lead to this computer. */
const isLocalName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

/** Refuses all but one port of this computer. */
export const createOwnRefusal =
  (port: () => number): RefusalOf =>
  (address, wanted) =>
    kindOfAddress(address) === 'loopback' && wanted === port() ? null : 'The target is not Creel’s own receiver.'

function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', prefix = ''] = range.split('/')
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const isInRanges = (ranges: BlockList, text: string): boolean => {
  const address = text.split('%', 1)[0] ?? ''
  return ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
