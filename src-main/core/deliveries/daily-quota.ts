const dayMs = 86_400_000

/** How many deliveries of a UTC day have begun; `day` counts days since 1970. Plain enough to be stored. */
export type DailyUse = { day: number; used: number }

/**
 * Takes one delivery from the quota of a day, or says when the next day begins (in milliseconds since 1970): what is
 * over is held until then. Null: no quota.
 */
export function takeFromQuota(
  use: DailyUse | null,
  perDay: number | null,
  now: number,
): { isTaken: true; use: DailyUse } | { isTaken: false; freeAt: number } {
  const day = Math.floor(now / dayMs)
  const used = use?.day === day ? use.used : 0
  return perDay !== null && used >= perDay
    ? { isTaken: false, freeAt: (day + 1) * dayMs }
    : { isTaken: true, use: { day, used: used + 1 } }
}
