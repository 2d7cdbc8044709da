const dayMs = 86_400_000

/** How many deliveries of a UTC day have begun; `day` counts days since 1970. Plain enough to be stored. */
export type DailyUse = { day: number; used: number }

const dayOf = (now: number): number => Math.floor(now / dayMs)

/** How many of today's there were; `now` in milliseconds since 1970. */
export const usedOnDayOf = (use: DailyUse | null, now: number): number => (use?.day === dayOf(now) ? use.used : 0)

/**
 * Takes one delivery from the quota of a day, or says when the next day begins (in milliseconds since 1970): what is
 * over is held until then. Null: no quota.
 */
export function takeFromQuota(
  use: DailyUse | null,
  perDay: number | null,
  now: number,
): { isTaken: true; use: DailyUse } | { isTaken: false; freeAt: number } {
  const day = dayOf(now)
  const used = usedOnDayOf(use, now)
  return perDay !== null && used >= perDay
    ? { isTaken: false, freeAt: (day + 1) * dayMs }
    : { isTaken: true, use: { day, used: used + 1 } }
}

/** Why a delivery waits for the next UTC day. */
export const overQuota = (perDay: number): string =>
  `The daily quota of its webhook is used up: ${perDay} ${perDay === 1 ? 'delivery' : 'deliveries'} a UTC day. It is sent when the next day begins.`
