/**
 * Addresses that are no target for a server, in the many ways in which they can be written, and addresses that are.
 * The ranges are those of the IANA special-purpose registries, written down here a second time on purpose.
 */

type Range = readonly [first: string, last: string, between: string]

const ranges4: readonly Range[] = [
  ['0.0.0.0', '0.255.255.255', '0.12.34.56'],
  ['10.0.0.0', '10.255.255.255', '10.20.30.40'],
  ['100.64.0.0', '100.127.255.255', '100.100.100.200'],
  ['127.0.0.0', '127.255.255.255', '127.0.0.1'],
  ['169.254.0.0', '169.254.255.255', '169.254.169.254'],
  ['172.16.0.0', '172.31.255.255', '172.17.0.1'],
  ['192.0.0.0', '192.0.0.255', '192.0.0.192'],
  ['192.0.2.0', '192.0.2.255', '192.0.2.77'],
  ['192.88.99.0', '192.88.99.255', '192.88.99.1'],
  ['192.168.0.0', '192.168.255.255', '192.168.1.1'],
  ['198.18.0.0', '198.19.255.255', '198.18.7.7'],
  ['198.51.100.0', '198.51.100.255', '198.51.100.9'],
  ['203.0.113.0', '203.0.113.255', '203.0.113.5'],
  ['224.0.0.0', '239.255.255.255', '233.1.2.3'],
  ['240.0.0.0', '255.255.255.255', '250.1.2.3'],
]

const ranges6: readonly Range[] = [
  ['::', '::', '::'],
  ['::1', '::1', '::1'],
  ['::2', '::ffff:ffff', '::7f00:1'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', '64:ff9b:1::a00:1'],
  ['100::', '100::ffff:ffff:ffff:ffff', '100::1'],
  ['2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', '2001:0:7f00:1::1'],
  ['2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', '2001:2::1'],
  ['2001:10::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff', '2001:20::1'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::1'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2002:7f00:1::1'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff::1'],
  ['5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '5f00::1'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fd00:ec2::254'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe80::1'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ff02::1'],
]

const hex = (number: number, digits = 0): string => number.toString(16).padStart(digits, '0')
const wide = (text: string): string => text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
const circled = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => (digit === '0' ? '⓪' : String.fromCodePoint(0x2460 + Number(digit) - 1)))

/** All spellings of an IPv4 address as the host of a URL. */
export function spellingsOf4(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  const number = a * 2 ** 24 + b * 2 ** 16 + c * 256 + d
  const groups = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`
  return [
    address,
    `${address}.`,
    String(number),
    `0x${hex(number)}`,
    `0${number.toString(8)}`,
    [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.'),
    [a, b, c, d].map((part) => `0x${hex(part, 2)}`).join('.'),
    `0x${hex(a)}.${b}.0${c.toString(8)}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${b * 2 ** 16 + c * 256 + d}`,
    wide(address),
    circled(address),
    encodeURIComponent(address).replaceAll('.', '%2e'),
    `public.example@${address}`,
    `8.8.8.8:80@${address}`,
    `[::ffff:${address}]`,
    `[::ffff:${groups}]`,
    `[0:0:0:0:0:FFFF:${groups.toUpperCase()}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${groups}::1]`,
  ]
}

/** All spellings of an IPv6 address as the host of a URL. */
function spellingsOf6(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...zeros, ...after]
  return [
    `[${address}]`,
    `[${address.toUpperCase()}]`,
    `[${groups.map((group) => group.padStart(4, '0')).join(':')}]`,
    `public.example@[${groups.join(':')}]`,
  ]
}

/** Hosts that `remote` has to refuse. */
export const forbiddenHosts: readonly string[] = [
  ...ranges4.flatMap((range) => range.flatMap(spellingsOf4)),
  ...ranges6.flatMap((range) => [...new Set(range)].flatMap(spellingsOf6)),
]

/** Where clouds hand out credentials to whoever asks from within. */
export const metadataAddresses: readonly string[] = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]

/** Addresses that are handed out on the internet, many of them next door to a special range. */
export const publicAddresses: readonly string[] = `
1.0.0.0 1.1.1.1 8.8.8.8 8.8.4.4 9.9.9.9 9.255.255.255 11.0.0.0 34.117.59.81 52.95.110.1 100.63.255.255
100.128.0.0 104.16.132.229 126.255.255.255 128.0.0.0 140.82.121.4 151.101.1.140 168.63.129.15 168.63.129.17
169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 185.199.108.153 191.255.255.255 192.0.1.0 192.0.3.0
192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0
203.0.112.255 203.0.114.0 208.67.222.222 216.58.214.14 223.255.255.255 2000::1 2001:200::1
2001:4860:4860::8888 2001:4860:4860::8844 2001:db7:ffff::1 2001:db9::1 2001:ffff::1 2003::1 2400:cb00::1
2404:6800:4004::1 2600:: 2604:a880::1 2606:4700::1111 2606:4700:4700::1001 2607:f8b0:4004::1 2620:fe::fe
2620:119:35::35 2800:3f0::1 2803:f800::1 2a00:1450:4001::1 2a01:4f8::1 2a02:6b8::1 2a03:2880::1 2a04:4e42::1
2a06:98c0::1 2c0f:fb50::1 3ffe:ffff::1 3fff:1000::1
`
  .trim()
  .split(/\s+/)
