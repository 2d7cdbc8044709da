import { METHODS } from 'node:http'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { SeededRandom } from '#test/reliability/seeded-random.ts'
import { wholeBetween } from '#test/reliability/seeded-random.ts'

/** A request as it must be found again, and the bytes that say it. */
export type RandomRequest = {
  method: string
  path: string
  headers: HeaderPairs
  trailers: HeaderPairs
  body: Buffer
  wire: Buffer
}

const methods = METHODS.filter((method) => method !== 'CONNECT')
const nameLetters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
const pathLetters = `${nameLetters}"()*,/:;<=>@[\\]{}%?#`
// Everything that a value may hold: a tab, visible ASCII and the upper half of Latin-1 (RFC 9110 section 5.5).
const valueLetters = String.fromCharCode(9, ...range(0x20, 0x7e), ...range(0x80, 0xff))
const usualNames = [
  'Content-Type',
  'Accept',
  'User-Agent',
  'Cookie',
  'X-Hub-Signature-256',
  'content-encoding',
  'X-A',
  'x-a',
]

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

const pick = <Item>(random: SeededRandom, items: readonly Item[]): Item =>
  items[wholeBetween(random, 0, items.length - 1)] as Item

const textOf = (random: SeededRandom, letters: string, length: number): string =>
  Array.from({ length }, () => letters[wholeBetween(random, 0, letters.length - 1)]).join('')

const randomName = (random: SeededRandom): string =>
  random.next() < 0.5 ? pick(random, usualNames) : textOf(random, nameLetters, wholeBetween(random, 1, 30))

const randomPairs = (random: SeededRandom, most: number): [string, string][] =>
  Array.from({ length: wholeBetween(random, 0, most) }, () => [
    randomName(random),
    // What stands around a value is not part of it.
    textOf(random, valueLetters, wholeBetween(random, 0, 60)).replaceAll(/^[ \t]+|[ \t]+$/g, ''),
  ])

/** Bytes without an order; long ones repeat a block, or making them would take longer than sending them. */
export function randomBytes(random: SeededRandom, length: number): Buffer {
  const block = Buffer.from(Array.from({ length: Math.min(length, 997) }, () => wholeBetween(random, 0, 255)))
  return Buffer.alloc(length, block)
}

/** What belongs to the connection, now and then. */
const randomHop = (random: SeededRandom): [string, string][] =>
  random.next() < 0.8
    ? []
    : [
        ['Connection', 'keep-alive, X-Hop'],
        ['x-hop', '1'],
        ['Keep-Alive', 'timeout=5'],
        ['TE', 'trailers'],
      ]

/** Short bodies mostly, some of up to `most` bytes. */
const randomLength = (random: SeededRandom, most: number): number =>
  random.next() < 0.15 ? 0 : Math.floor((most + 1) ** random.next())

/** Any request that HTTP allows, to a path that starts with `at` and `mark`. */
export function randomRequest(
  random: SeededRandom,
  { at, mark, bodyBytes }: { at: string; mark: string; bodyBytes?: number },
): RandomRequest {
  const method = pick(random, methods)
  const path = `/${mark}/${textOf(random, pathLetters, wholeBetween(random, 0, 40))}`
  const body = randomBytes(random, bodyBytes ?? randomLength(random, 300_000))
  const isChunked = random.next() < 0.4
  const headers: [string, string][] = [
    ['Host', 'a'],
    ...randomPairs(random, 12),
    isChunked ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(body.length)],
    ...randomHop(random),
    ...randomPairs(random, 4),
  ]
  const trailers = isChunked && random.next() < 0.3 ? randomPairs(random, 3) : []
  const head = Buffer.from(`${method} ${at}${path} HTTP/1.1\r\n${linesOf(headers)}\r\n`, 'latin1')
  const wire = Buffer.concat([head, isChunked ? chunksOf(random, body, trailers) : body])
  return { method, path, headers, trailers, body, wire }
}

const linesOf = (pairs: HeaderPairs): string => pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('')

function chunksOf(random: SeededRandom, body: Buffer, trailers: HeaderPairs): Buffer {
  const pieces: Buffer[] = []
  for (let start = 0; start < body.length;) {
    const piece = body.subarray(start, start + wholeBetween(random, 1, Math.ceil(body.length / 3)))
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
    start += piece.length
  }
  return Buffer.concat([...pieces, Buffer.from(`0\r\n${linesOf(trailers)}\r\n`, 'latin1')])
}
