import { AppError } from '#shared/contract/problem.ts'

const unitMs: Record<string, number> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** A span such as `30s`, `15m`, `24h`, `7d`, in milliseconds. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(s|min|m|h|d|w)$/.exec(text) ?? []
  if (count === undefined || unit === undefined) {
    throw new AppError('bad-query', `“${text}” is not a span of time. Write it like 30s, 15m, 24h or 7d.`)
  }
  return Number(count) * (unitMs[unit] ?? 0)
}

const unitBytes: Record<string, number> = { '': 1, b: 1, kb: 1000, k: 1000, mb: 1e6, m: 1e6 }

/** A size such as `512`, `100kb`, `2mb`, in bytes. */
export function parseSize(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(b|kb|k|mb|m|)$/i.exec(text) ?? []
  if (count === undefined || unit === undefined) {
    throw new AppError('bad-query', `“${text}” is not a size. Write it like 512, 100kb or 2mb.`)
  }
  return Number(count) * (unitBytes[unit.toLowerCase()] ?? 1)
}

/**
 * A moment: ISO 8601 (`2026-11-17`, `2026-11-17T14:00Z`), a time of today (`14:00`, `14:00:30`) in this computer's
 * zone, or a span before now (`2h`). In milliseconds since 1970.
 */
export function parseMoment(text: string, nowMs: number): number {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? []
  if (hours !== undefined) return new Date(nowMs).setHours(Number(hours), Number(minutes), Number(seconds), 0)
  if (/^\d+(\.\d+)?[a-z]+$/.test(text)) return nowMs - parseDuration(text)
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00`).getTime() : Date.parse(text)
  if (Number.isNaN(moment)) {
    throw new AppError(
      'bad-query',
      `“${text}” is not a moment. Write it like 14:00, 2026-11-17 or 2026-11-17T14:00:00Z.`,
    )
  }
  return moment
}
