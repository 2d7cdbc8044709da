import fc from 'fast-check'

/** How many cases a property is tried with; the reliability run asks for more. */
export const propertyRuns = Number(process.env['CREEL_PROPERTY_RUNS'] ?? 2000)

const bytes = (maxLength: number) => fc.uint8Array({ minLength: 1, maxLength })

/** One way to change bytes. `place` is a share of the length. */
type Mutation = (original: Uint8Array, place: number, given: Uint8Array) => Uint8Array

const at = (original: Uint8Array, place: number): number => Math.floor(place * original.length)

const joined = (...pieces: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces))

const mutations = {
  flipBit: (original, place, given) =>
    original.map((byte, index) => (index === at(original, place) ? byte ^ (1 << ((given[0] ?? 0) & 7)) : byte)),
  truncate: (original, place) => original.slice(0, at(original, place)),
  dropStart: (original, place) => original.slice(at(original, place)),
  insert: (original, place, given) =>
    joined(original.slice(0, at(original, place)), given, original.slice(at(original, place))),
  repeat: (original) => joined(original, original),
  changeCase: (original) => {
    const text = Buffer.from(original).toString('latin1')
    return Buffer.from(text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase(), 'latin1')
  },
  insertSpace: (original, place) =>
    joined(original.slice(0, at(original, place)), Uint8Array.of(0x20), original.slice(at(original, place))),
  replace: (_original, _place, given) => given,
  empty: () => new Uint8Array(),
} satisfies Record<string, Mutation>

/** Changed copies of some bytes, in every way that we could think of; now and then one equals the original. */
export const mutationsOf = (original: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.constantFrom<Mutation>(...Object.values(mutations)),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      bytes(24),
    )
    .map(([mutate, place, given]) => mutate(original, place, given))
