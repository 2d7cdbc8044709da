const unitMs: Record<string, number> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** A span such as `30s`, `15m`, `24h`, `7d`, in milliseconds; null where it is none. */
export function readDuration(text: string): number | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(s|min|m|h|d|w)$/.exec(text) ?? []
  if (count === undefined || unit === undefined) return null
  return Number(count) * (unitMs[unit] ?? 0)
}

const unitBytes: Record<string, number> = { '': 1, b: 1, kb: 1000, k: 1000, mb: 1e6, m: 1e6 }

/** A size such as `512`, `100kb`, `2mb`, in bytes; null where it is none. */
export function readSize(text: string): number | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(b|kb|k|mb|m|)$/i.exec(text) ?? []
  if (count === undefined || unit === undefined) return null
  return Number(count) * (unitBytes[unit.toLowerCase()] ?? 1)
}

/**
 * A moment: ISO 8601 (`2026-11-17`, `2026-11-17T14:00Z`), a time of today (`14:00`, `14:00:30`) in this computer's
 * zone, or a span before now (`2h`). In milliseconds since 1970; null where it is none.
 */
export function readMoment(text: string, nowMs: number): number | null {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? []
  if (hours !== undefined) return new Date(nowMs).setHours(Number(hours), Number(minutes), Number(seconds), 0)
  const span = readDuration(text)
  if (span !== null) return nowMs - span
  // What only looks like a span is no date either, however much `Date.parse` makes of it.
  if (/^\d+(\.\d+)?[a-z]+$/.test(text)) return null
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00`).getTime() : Date.parse(text)
  return Number.isNaN(moment) ? null : moment
}

/** A number; null where it is none. */
export function readNumber(text: string): number | null {
  const number = Number(text)
  return text.trim() !== '' && Number.isFinite(number) ? number : null
}

/** The steps of a JSON path such as `$.data.items[0]["first name"]`; null where a step cannot be read. */
export function readJsonPath(path: string): string[] | null {
  const steps = path.slice(1).match(/\.[^.[\]"]+|\[\d+\]|\["[^"]+"\]/g) ?? []
  return steps.join('') === path.slice(1) ? steps : null
}
