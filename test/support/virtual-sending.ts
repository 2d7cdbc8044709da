import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { openReaders } from '#main/core/database/readers.ts'
import { prepareHotStatements } from '#main/core/database/hot-statements.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { createSending } from '#main/core/deliveries/create-sending.ts'
import { systemEvent } from '#main/core/deliveries/system-event.ts'
import { createPublisher } from '#main/core/events/publish-event.ts'
import { createFeed } from '#main/core/feed/feed.ts'
import { createMakeId } from '#main/core/make-id.ts'
import type { OutgoingResult, SendRequest } from '#main/core/ports.ts'
import { createWebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { insertWebhook } from '#main/core/database/stores/webhook-store.ts'
import { falseClock } from './false-clock.ts'
import { silentLog } from './log.ts'
import { runInSandbox } from './run-in-sandbox.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What a target of the virtual network does with a request; `never` lets it time out. */
export type Behaviour = 'never' | { status: number; headers?: [string, string][]; afterMs?: number }

/** One attempt as the network saw it. */
export type Arrival = { url: string; eventId: string; at: number; body: string }

const startMs = Date.parse('2026-03-02T08:30:00.000Z')
const noTime = { connectMs: null, firstByteMs: null, totalMs: 0 }

/** How a bad twin differs: SQL that is run once there are tables, or so few slots that all webhooks share. */
export type Spoiled = { sql?: string; slots?: number }

/** Everything that sends to webhooks, over a real database, with a clock and a network that are made up. */
export async function virtualSending(
  behave: (arrival: Arrival, number: number) => Behaviour,
  { sql, slots = Infinity }: Spoiled = {},
) {
  const folder = temporaryFolder()
  const file = join(folder.path, 'creel.db')
  const clock = falseClock(startMs)
  const db = openDatabase(file, startMs)
  if (sql !== undefined) db.exec(sql)
  const readers = await openReaders(file, new URL('about:blank'))
  const writer = createWriter(db, silentLog)
  const statements = prepareHotStatements(db)
  const makeId = createMakeId(clock, randomBytes)
  const vault = { seal: (text: string) => Buffer.from(text), open: (sealed: Uint8Array) => sealed.toString() }
  const webhooks = createWebhookRegistry(readers.quick, vault, silentLog)
  const arrivals: Arrival[] = []
  const attemptsOf = new Map<string, number>()
  const share = createSlots(slots)
  let moves = 0

  const sendAtOnce: SendRequest = ({ url, headers, body }, { timeoutMs, signal }) =>
    new Promise((resolve) => {
      const eventId = headers.find(([name]) => name === 'webhook-id')?.[1] ?? ''
      const arrival = { url, eventId, at: clock.now(), body: Buffer.from(body).toString() }
      arrivals.push(arrival)
      moves += 1
      const number = (attemptsOf.get(eventId + url) ?? 0) + 1
      attemptsOf.set(eventId + url, number)
      const behaviour = behave(arrival, number)
      const end = (result: OutgoingResult): void => {
        moves += 1
        resolve(result)
      }
      const fail = (code: string) => (): void => end({ kind: 'failed', code, message: code, timing: noTime })
      signal.addEventListener('abort', fail('interrupted'), { once: true })
      if (behaviour === 'never') return void clock.after(timeoutMs, fail('timed-out'))
      const { status, headers: answered = [], afterMs = 0 } = behaviour
      const answer = { status, headers: answered, body: new Uint8Array(0), bodyBytes: 0, timing: noTime }
      if (afterMs === 0) return end({ kind: 'answered', ...answer })
      clock.after(afterMs, () => end({ kind: 'answered', ...answer }))
    })

  const sendRequest: SendRequest = (...given) => share(() => sendAtOnce(...given))
  const open = () =>
    createSending({
      readers,
      writer,
      writes: statements.sending,
      clock,
      log: silentLog,
      makeId,
      sendRequest,
      runInSandbox,
      webhooks,
      random: (count) => Buffer.alloc(count, 128),
      feed: createFeed('boot', () => undefined),
      publish: (event) => publisher.publish({ event, dedupeSince: 0 }),
    })
  let sending = open()
  const publisher = createPublisher({ writer, writes: statements.events, plan: (event) => sending.plan(event) })

  /** Lets all go on that waits for nothing but the disk. */
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 4;) {
      const before = moves
      await writer.drain()
      await setImmediate()
      quiet = moves === before ? quiet + 1 : 0
    }
  }

  return {
    clock,
    arrivals,
    startMs,
    settle,
    async hasWebhook(settings: Partial<WebhookSettings> & { url: string }): Promise<string> {
      const id = makeId('webhook')
      const whole = WebhookSettings.parse({ name: 'Virtual', events: ['*'], signatures: [], ...settings })
      const webhook = {
        id,
        workspaceId: defaultWorkspaceId,
        settings: whole,
        credentials: null,
        status: 'active',
        statusReason: null,
        statusSince: startMs,
        createdBy: null,
        nextRotationAt: null,
        createdAt: startMs,
        updatedAt: startMs,
        deletedAt: null,
      }
      await writer.write((tx) => insertWebhook(tx, webhook))
      await webhooks.reload()
      return id
    },
    async publish(data: Record<string, unknown> = {}, type = 'order.paid'): Promise<string> {
      const id = makeId('event')
      const event = systemEvent(type, { id, workspaceId: defaultWorkspaceId, now: clock.now() }, data)
      await publisher.publish({ event, dedupeSince: 0 })
      return id
    },
    prioritise: (eventId: string, priority: number): void =>
      void db.prepare('update delivery set priority = ? where eventId = ?').run(priority, eventId),
    /** Lets time pass, from one thing that waits to the next. */
    async run(ms: number): Promise<void> {
      const end = clock.now() + ms
      await settle()
      for (let next = clock.nextAt(); next !== null && next <= end; next = clock.nextAt()) {
        clock.advance(Math.max(0, next - clock.now()))
        await settle()
      }
      clock.advance(end - clock.now())
      await settle()
    },
    /** As a stop and a start would: nothing is known any more but what is on disk. */
    async restart(): Promise<void> {
      sending.stop()
      await settle()
      sending = open()
      await sending.resume()
      await settle()
    },
    states: (): Record<string, number> =>
      Object.fromEntries(
        db
          .prepare<[], { state: string; count: number }>('select state, count(*) as count from delivery group by state')
          .all()
          .map(({ state, count }) => [state, count]),
      ),
    /** What is stored of the deliveries to a URL that ends so, oldest first. */
    deliveriesTo: (ending: string) =>
      db
        .prepare<[string], { state: string; dueAt: number | null; reason: string | null }>(
          'select state, dueAt, reason from delivery where targetUrl like ? order by id',
        )
        .all(`%${ending}`),
    async [Symbol.asyncDispose]() {
      sending.stop()
      await settle()
      await readers.close()
      db.close()
      folder[Symbol.dispose]()
    },
  }
}

/** Lets so many run at once; the others wait for one that ends. */
function createSlots(slots: number) {
  const waiting: (() => void)[] = []
  let free = slots
  return async <Result>(run: () => Promise<Result>): Promise<Result> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free -= 1
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
