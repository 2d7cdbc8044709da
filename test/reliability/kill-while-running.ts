import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { requireRunning } from '#main/connect/find-running.ts'
import { openReadOnly } from '#main/core/database/open-read-only.ts'
import { noFindings, untilRouted } from './audit.ts'
import type { DeliverySink } from './delivery-sink.ts'
import { openDeliverySink } from './delivery-sink.ts'
import { newLedger, startLoad } from './load.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'
import { seededRandom } from './seeded-random.ts'
import { untilSent } from './sending-audit.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'
import type { TwinName } from './twins/twins.ts'

const life = { shortestMs: 300, longestMs: 1_200 }
const settlesWithinMs = 180_000
const connections = 4
// The target fails now and then; what it failed at is to be there before the harness ends.
const tries = { retry: { kind: 'linear', firstSeconds: 0.2, attempts: 100 }, breaker: { isOn: false } }

/**
 * Kills Creel while triggers run: between a run and its actions, and within them. In the end each run has ended, has
 * made its task and its event exactly once, and its delivery and its command at least once.
 */
export async function killWhileRunning({
  kills,
  seed,
  runs = 1_500,
  commands = 30,
  twin = 'none',
}: {
  kills: number
  seed: number
  runs?: number
  commands?: number
  twin?: TwinName
}): Promise<Report> {
  const random = seededRandom(seed)
  const home = mkdtempSync(join(tmpdir(), 'creel-kill-running-'))
  const file = join(home, 'creel.db')
  const written = join(home, 'commands.log')
  const sink = await openDeliverySink()
  const ledger = newLedger()
  let server: ServerProcess | null = null
  try {
    server = await startServer({ home, twin })
    await makeTriggers(home, { url: sink.url, written, runs, commands })
    for (let number = 0; number < kills; number += 1) {
      const load = startLoad(server.url, ledger, `life-${number}`, { connections })
      await pause(random.between(life.shortestMs, life.longestMs))
      if (server.hasEnded()) throw new Error(`The server ended by itself: ${server.complaints()}`)
      await server.end('SIGKILL')
      await load.stop()
      server = await startServer({ home, twin })
    }
    await untilRouted(file)
    await untilRun(file)
    await untilSent(file)
    const findings = findingsIn(file, { sink, written })
    return toReport(`kill-while-running${twin === 'none' ? '' : ` (${twin})`}`, seed, {
      findings,
      acknowledged: ledger.acknowledged.size,
      more: { kills, ...findings, ...countsIn(file) },
    })
  } finally {
    await server?.end('SIGKILL')
    await sink.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

type Wanted = { url: string; written: string; runs: number; commands: number }

async function makeTriggers(home: string, { url, written, runs, commands }: Wanted): Promise<void> {
  const events = ['*.received', 'request.*']
  const webhook = await make(home, 'webhooks', { name: 'sink', url, events: ['audit.none'], ...tries })
  await make(home, 'triggers', {
    name: 'Own data',
    events,
    runsPerHour: runs,
    enabled: true,
    actions: [
      { kind: 'upsert-task', title: 'Of {{data.requestId}}' },
      { kind: 'emit', type: 'audit.ran', data: { requestId: '{{data.requestId}}' } },
      { kind: 'deliver', to: { kind: 'webhook', id: webhook.id } },
      { kind: 'notify', title: 'It ran' },
    ],
  })
  await make(home, 'triggers', {
    name: 'Commands',
    events,
    runsPerHour: commands,
    enabled: true,
    allowsCommands: true,
    actions: [{ kind: 'command', program: 'tee', arguments: ['-a', written] }],
  })
}

async function make(home: string, noun: 'webhooks' | 'triggers', thing: object): Promise<{ id: string }> {
  const running = await requireRunning(home)
  const response = await fetch(`${running.url}/api/v1/${noun}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${running.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(thing),
  })
  if (!response.ok) throw new Error(`One of the ${noun} was not made: ${await response.text()}`)
  return (await response.json()) as { id: string }
}

/** Waits until every run has ended, or gives up after a while: then the report says so. */
async function untilRun(file: string): Promise<void> {
  const db = openReadOnly(file)
  const open = db.prepare<[], number>('select count(*) from run where endedAt is null').pluck()
  const giveUpAt = performance.now() + settlesWithinMs
  try {
    while (open.get() !== 0 && performance.now() < giveUpAt) await pause(50)
  } finally {
    db.close()
  }
}

type Row = { kind: string; eventId: string; effects: number; delivery: string | null }

const actionsWithEffects = `
  select action.kind, run.eventId,
    case action.kind
      when 'upsert-task' then (select count(*) from task where title = 'Of req_' || substr(run.eventId, 5))
      when 'emit' then (select count(*) from event where causeRunId = run.id and type = 'audit.ran')
      else 1
    end as effects,
    (select state from delivery where actionId = action.id) as delivery
  from run join "action" action on action.runId = run.id`

function findingsIn(file: string, { sink, written }: { sink: DeliverySink; written: string }) {
  const db = openReadOnly(file)
  const rows = db.prepare<[], Row>(actionsWithEffects).all()
  const without = db
    .prepare<[], number>(
      'select count(*) from request where not exists (select 1 from run where requestId = request.id)',
    )
    .pluck()
    .get()
  const open = db.prepare<[], number>('select count(*) from run where endedAt is null').pluck().get()
  const tries = db.prepare<[], number>(`select max(tries) from "action" where kind = 'notify'`).pluck().get()
  db.close()
  const log = existsSync(written) ? readFileSync(written, 'utf8') : ''
  const of = (kind: string): Row[] => rows.filter((row) => row.kind === kind)
  const own = [...of('upsert-task'), ...of('emit')]
  return {
    ...noFindings(),
    lost: own.filter(({ effects }) => effects === 0).length,
    duplicated: own.filter(({ effects }) => effects > 1).length,
    notEnded: open ?? 0,
    withoutRun: without ?? 0,
    undelivered: of('deliver').filter(
      ({ eventId, delivery }) => delivery !== 'delivered' || !sink.received.has(eventId),
    ).length,
    notCommanded: of('command').filter(({ eventId }) => !log.includes(eventId)).length,
    noticedTwice: (tries ?? 0) > 1 ? 1 : 0,
  }
}

function countsIn(file: string): { runs: number; actions: number } {
  const db = openReadOnly(file)
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0
  const counts = {
    runs: count(`select count(*) from run where state <> 'stopped'`),
    actions: count('select count(*) from "action"'),
  }
  db.close()
  return counts
}
