import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { openReadOnly } from '#main/core/database/open-read-only.ts'
import { bodyOf } from './load.ts'

/** What is wrong on disk; all zero is how it must be. */
export type Findings = {
  /** Acknowledged, but not there. */
  lost: number
  /** Stored more than once. */
  duplicated: number
  /** Stored with other bytes than were sent, or with another hash. */
  damaged: number
  /** Stored, but nothing has followed from it. */
  unrouted: number
  /** How far the counters are from the requests that are stored. */
  miscounted: number
  /** What SQLite's own check found. */
  broken: number
}

export const noFindings = (): Findings => ({
  lost: 0,
  duplicated: 0,
  damaged: 0,
  unrouted: 0,
  miscounted: 0,
  broken: 0,
})

export function addFindings(sum: Findings, findings: Findings): void {
  for (const name of Object.keys(sum) as (keyof Findings)[]) sum[name] += findings[name]
}

/** Of two looks at one database, the worse: what is wrong at one look may be gone at the next. */
export const worseFindings = (one: Findings, other: Findings): Findings => ({
  lost: Math.max(one.lost, other.lost),
  duplicated: Math.max(one.duplicated, other.duplicated),
  damaged: Math.max(one.damaged, other.damaged),
  unrouted: Math.max(one.unrouted, other.unrouted),
  miscounted: Math.max(one.miscounted, other.miscounted),
  broken: Math.max(one.broken, other.broken),
})

type Stored = { target: string; bytes: Uint8Array | null; routed: number; bodySha256: Uint8Array | null }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Compares a database with what senders know. */
export function audit(file: string, acknowledged: ReadonlySet<string>): Findings {
  const db = openReadOnly(file)
  try {
    return auditOpen(db, acknowledged)
  } finally {
    db.close()
  }
}

function auditOpen(db: Database, acknowledged: ReadonlySet<string>): Findings {
  const findings = noFindings()
  const found = new Set<string>()
  const requests = db.prepare<[], Stored>(
    'select target, bytes, routed, bodySha256 from request left join body on body.requestSeq = request.seq',
  )
  let count = 0
  for (const stored of requests.iterate()) {
    const key = stored.target.slice(stored.target.lastIndexOf('/') + 1)
    count += 1
    findings.duplicated += found.has(key) ? 1 : 0
    findings.unrouted += stored.routed === 1 ? 0 : 1
    findings.damaged += isAsSent(key, stored) ? 0 : 1
    found.add(key)
  }
  for (const key of acknowledged) findings.lost += found.has(key) ? 0 : 1
  for (const table of ['counter', 'arrival']) {
    const counted = db.prepare<[], number>(`select coalesce(sum(requests), 0) from ${table}`).pluck().get() ?? 0
    findings.miscounted += Math.abs(counted - (count - findings.unrouted))
  }
  findings.broken = (db.pragma('integrity_check', { simple: true }) as string) === 'ok' ? 0 : 1
  return findings
}

function isAsSent(key: string, { bytes, routed, bodySha256 }: Stored): boolean {
  const sent = sha256(bodyOf(key))
  const isHashRight = routed === 0 || (bodySha256 !== null && Buffer.from(bodySha256).toString('hex') === sent)
  return isHashRight && sha256(bytes ?? new Uint8Array()) === sent
}

const routingTakesAtMostMs = 5_000

/** Waits until nothing is left to be routed, or gives up after a while: then the audit says so. */
export async function untilRouted(file: string): Promise<void> {
  const db = openReadOnly(file)
  const unrouted = db.prepare<[], number>('select count(*) from request where routed = 0').pluck()
  const giveUpAt = performance.now() + routingTakesAtMostMs
  try {
    while (unrouted.get() !== 0 && performance.now() < giveUpAt) await pause(10)
  } finally {
    db.close()
  }
}
