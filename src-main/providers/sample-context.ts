import type { Random } from '#main/core/ports.ts'
import type { SampleContext } from './event-sample.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Fills samples by the given time and chance. */
export function createSampleContext({ now, random }: { now: Date; random: Random }): SampleContext {
  const hex = (length = 40): string =>
    Buffer.from(random(Math.ceil(length / 2)))
      .toString('hex')
      .slice(0, length)
  const below = (count: number): number => Buffer.from(random(6)).readUIntBE(0, 6) % count
  return {
    now,
    hex,
    id: (prefix = '', length = 16) =>
      prefix + [...random(length)].map((byte) => letters.charAt(byte % letters.length)).join(''),
    uuid: () => asUuid(hex(32)),
    number: (from, to) => from + below(to - from + 1),
    pick(of) {
      const found = of[below(of.length)]
      if (found === undefined) throw new RangeError('There is nothing to pick from.')
      return found
    },
  }
}

// RFC 9562 section 5.4: version 4, variant 10.
const asUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
