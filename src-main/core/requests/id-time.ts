import { decodeTime, encodeTime } from 'ulid'

const timeLetters = 10
const latestTime = 2 ** 48 - 1

/** When an id was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number => decodeTime(id.slice(id.indexOf('_') + 1))

/** Sorts before every id with this prefix that is made at this time or later. */
export const idAt = (prefix: string, ms: number): string =>
  `${prefix}_${encodeTime(Math.floor(Math.min(Math.max(ms, 0), latestTime)), timeLetters)}`

/** Sorts before every request id that is made at this time or later. */
export const requestIdAt = (ms: number): string => idAt('req', ms)
