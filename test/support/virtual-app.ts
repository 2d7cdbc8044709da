import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { CallOf, InputOf, OperationName, OutputOf } from '#shared/contract/operations.ts'
import { operations } from '#shared/contract/operations.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { createApp } from '#main/core/app.ts'
import { prepareHotStatements } from '#main/core/database/hot-statements.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { openReaders } from '#main/core/database/readers.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { sharedFiles } from '#main/host/shared-files.ts'
import type { OutgoingRequest, OutgoingResult, Ports, SendRequest } from '#main/core/ports.ts'
import { falseClock } from './false-clock.ts'
import { runInSandbox } from './run-in-sandbox.ts'
import { silentLog } from './log.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What a target of the virtual network does with a request; `never` lets it time out. */
export type TargetAnswer = 'never' | { status: number; retryAfter?: string; afterMs?: number }

const startMs = Date.parse('2026-03-02T08:30:00.000Z')
const noTime = { connectMs: null, firstByteMs: null, totalMs: 0 }
const facts = {
  version: '0.0.0-test',
  startedAt: new Date(startMs).toISOString(),
  receiver: { url: 'http://127.0.0.1:1', port: 1, error: null },
  control: { url: 'http://127.0.0.1:2', port: 2 },
  dataFolder: '',
  bytesOnDisk: 0,
  processId: 1,
}
const noTool = async () => ({ kind: 'failed' as const, message: 'There are no tool servers in a virtual world' })
const noTunnel = (): Promise<never> => Promise.reject(new Error('There is no tunnel in a virtual network.'))

/**
 * The whole app without a shell, over a real database, with a clock and a network that are made up. `spoil`: SQL that is
 * run once there are tables.
 */
export async function virtualApp(answer: (request: OutgoingRequest) => TargetAnswer, spoil?: string) {
  const folder = temporaryFolder()
  const file = join(folder.path, 'creel.db')
  const clock = falseClock(startMs)
  const db = openDatabase(file, startMs)
  if (spoil !== undefined) db.exec(spoil)
  const readers = await openReaders(file, new URL('about:blank'))
  const writer = createWriter(db, silentLog)
  const statements = prepareHotStatements(db)
  let moves = 0

  const sendRequest: SendRequest = (request, { timeoutMs, signal }) =>
    new Promise((resolve) => {
      const end = (result: OutgoingResult): void => {
        moves += 1
        resolve(result)
      }
      const fail = (code: string) => (): void => end({ kind: 'failed', code, message: code, timing: noTime })
      if (signal.aborted) return fail('interrupted')()
      signal.addEventListener('abort', fail('interrupted'), { once: true })
      const said = answer(request)
      if (said === 'never') return void clock.after(timeoutMs, fail('timed-out'))
      const { status, retryAfter, afterMs = 0 } = said
      const headers: [string, string][] = retryAfter === undefined ? [] : [['Retry-After', retryAfter]]
      const body = new Uint8Array(0)
      clock.after(afterMs, () => end({ kind: 'answered', status, headers, body, bodyBytes: 0, timing: noTime }))
    })

  const ports: Ports = {
    clock,
    random: (count) => randomBytes(count),
    vault: { seal: (text) => Buffer.from(text), open: (sealed) => Buffer.from(sealed).toString() },
    log: silentLog,
    sendRequest,
    sendToReceiver: sendRequest,
    isListening: async () => false,
    runProgram: async () => ({ kind: 'failed', message: 'There are no programs in a virtual world' }),
    tools: { list: noTool, call: noTool },
    sharedFiles,
    egress: { mode: 'local', refusalOf: () => null },
    checkTarget: async () => ({ steps: [], certificateEndsAt: null }),
    runInSandbox,
    tunnels: { drivers: { localtunnel: { name: 'localtunnel', notice: '', open: noTunnel } }, probe: noTunnel },
  }
  const open = () => createApp({ statements, isReady: () => true, writer, readers, facts: () => facts, ports })
  let app = await open()
  await app.start()

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3;) {
      const before = moves
      await writer.drain()
      await setImmediate()
      quiet = moves === before ? quiet + 1 : 0
    }
  }
  const { signal } = new AbortController()
  const context = { workspaceId: defaultWorkspaceId, sessionId: null, idempotencyKey: null, signal }

  return {
    settle,
    /** Rows of the database, for what is asked of it once an id. */
    rowsById<Row>(sql: string): (id: string) => Row[] {
      const prepared = db.prepare<[string], Row>(sql)
      return (id) => prepared.all(id)
    },
    /** Calls an operation as the control listener would. */
    call<Name extends OperationName>(name: Name, input: CallOf<Name>): Promise<OutputOf<Name>> {
      // One place where TypeScript cannot follow that a schema and a handler of one name belong together.
      return app.handlers[name](operations[name].input.parse(input) as InputOf<Name>, context)
    },
    /** Why a token is not let in; null: it is. */
    refusal(token: string): string | null {
      const found = app.authenticate(token)
      if (found === null) return 'unknown'
      return 'refused' in found ? found.refused : null
    },
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
      await app.stop()
      app = await open()
      await app.start()
      await settle()
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await readers.close()
      db.close()
      folder[Symbol.dispose]()
    },
  }
}
