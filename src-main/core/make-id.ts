import { monotonicFactory } from 'ulid'
import type { IdNoun } from '#shared/model/id.ts'
import { idPrefixes } from '#shared/model/id.ts'
import type { Clock, Random } from './ports.ts'

/** Makes ids that sort by time of creation, also within a millisecond and when the clock goes back. */
export type MakeId = (noun: IdNoun) => string

/** `notBeforeMs`: no id is older than that, so that ids go on growing where the clock was set back between two starts. */
export function createMakeId(clock: Clock, random: Random, notBeforeMs = 0): MakeId {
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  const fraction = (): number => {
    if (used === pool.length) {
      pool = random(256)
      used = 0
    }
    return (pool[used++] ?? 0) / 256
  }
  const next = monotonicFactory(fraction)
  let last = notBeforeMs
  return (noun) => {
    last = Math.max(last, clock.now())
    return `${idPrefixes[noun]}_${next(last)}`
  }
}
