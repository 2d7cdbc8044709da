import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { EgressMode } from '#shared/rules/egress.ts'
import type { Source } from '#shared/model/source.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { prepareDataFolder } from '#main/connect/data-folder.ts'
import { removeControlFile, writeControlFile } from '#main/connect/control-file.ts'
import { createControlListener } from '#main/control/control-listener.ts'
import { explainListenError } from '#main/port-in-use.ts'
import type { ReceiverLimits } from '#main/receiver/limits.ts'
import { createReceiver } from '#main/receiver/receiver.ts'
import { createApp } from './core/app.ts'
import { answerProbe } from './core/tunnels/probe-answer.ts'
import { closeWell } from './core/database/closed-well.ts'
import { lockFolder } from './core/database/folder-lock.ts'
import { prepareHotStatements } from './core/database/hot-statements.ts'
import { openDatabase } from './core/database/open-database.ts'
import { openReaders } from './core/database/readers.ts'
import { createWriter } from './core/database/writer.ts'
import type { Clock, Log, SendRequest, SharedFiles } from './core/ports.ts'
import { createOwnRefusal, createRefusal } from './core/security/egress-policy.ts'
import { guardEgress } from './core/security/guard-egress.ts'
import { countHops } from './core/security/hops.ts'
import type { StatusFacts } from './core/status/read-status.ts'
import { systemClock } from './host/clock.ts'
import { openKeyFileVault } from './host/key-file-vault.ts'
import { createCheckTarget } from './host/check-target.ts'
import { runProgram } from './host/run-program.ts'
import { sharedFiles } from './host/shared-files.ts'
import { createIsListening } from './host/is-listening.ts'
import { createLocaltunnelDriver } from './host/localtunnel/localtunnel-driver.ts'
import { createProbeTunnel } from './host/probe-tunnel.ts'
import { createSandbox } from './host/sandbox/sandbox.ts'
import { createSendRequest } from './host/send-request.ts'
import { createToolClient } from './host/tools/tool-client.ts'

/** What a shell decides. Port 0 takes any free port. */
export type ServiceOptions = {
  home: string
  receiverPort: number
  controlPort: number
  /** The local token; made anew where it is left out. */
  token?: string
  rendererFolder: string
  version: string
  log: Log
  /** The server of localtunnel. */
  tunnelHost?: string
  /** Where Creel may send to; left out: to this computer and its network too. */
  egress?: EgressMode
  /** CIDR ranges that the policy `remote` allows besides. */
  egressAllow?: readonly string[]
  limits?: Partial<ReceiverLimits>
}

/** A running Creel. */
export type Service = {
  receiverUrl: string
  controlUrl: string
  token: string
  /** An address that lets one browser in, within a minute. */
  enterUrl: () => Promise<string>
  firstSource: () => Promise<Source>
  stop: () => Promise<void>
}

/** Parts that a test may put in another's place. */
export type ServiceParts = {
  openDatabase: typeof openDatabase
  createWriter: typeof createWriter
  aroundSending?: (send: SendRequest) => SendRequest
  sharedFiles?: SharedFiles
  clock?: Clock
  /** The thread that a tunnel runs in. */
  tunnelWorker?: URL
}

/**
 * Starts database, app and both listeners. Throws an AppError in words: `already-running`, `database-unreadable`,
 * `database-newer`, `data-folder-unusable`, `port-in-use`.
 */
export async function startService(
  options: ServiceOptions,
  parts: ServiceParts = { openDatabase, createWriter },
): Promise<Service> {
  // What fails half-way through the start must not leave the rest running: undone in reverse order.
  const undo: Undo = []
  const stop = (): Promise<void> => runAll(undo.splice(0).reverse())
  try {
    return { ...(await start(options, parts, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Undo = Array<() => Promise<void> | void>

// A step that fails must not keep the database open or the folder locked.
async function runAll([first, ...others]: Undo): Promise<void> {
  try {
    await first?.()
  } finally {
    if (others.length > 0) await runAll(others)
  }
}

async function start(options: ServiceOptions, parts: ServiceParts, undo: Undo): Promise<Omit<Service, 'stop'>> {
  const { home, log, version } = options
  prepareDataFolder(home)
  const lock = lockFolder(join(home, 'creel.lock'))
  undo.push(lock.release)
  const facts = createFacts(home, version)
  const probeKey = randomBytes(32)
  const app = await startApp({ ...options, probeKey }, parts, facts, undo)
  const receiver = createReceiver({
    intake: app.intake,
    inbound: app.inbound,
    answerProbe: (nonce) => answerProbe(probeKey, nonce),
    now: systemClock.now,
    ...(options.limits && { limits: options.limits }),
  })
  const token = options.token ?? randomBytes(32).toString('base64url')
  const control = await createControlListener(app, { token, rendererFolder: options.rendererFolder, version, log })
  facts.setControl(await control.listen(options.controlPort))
  undo.push(() => control.stop())
  await listen(receiver, options.receiverPort)
  undo.push(() => {
    app.answerWaiting()
    return receiver.close()
  })
  facts.setReceiver((receiver.server.address() as AddressInfo).port)

  const { receiver: received, control: controlled, startedAt } = facts.read()
  writeControlFile(home, { url: controlled.url, token, processId: process.pid, startedAt, version })
  undo.push(() => removeControlFile(home, process.pid))
  const { signal } = new AbortController()
  const context = { workspaceId: defaultWorkspaceId, sessionId: null, idempotencyKey: null, signal }
  return {
    receiverUrl: received.url,
    controlUrl: controlled.url,
    token,
    enterUrl: async () => (await app.handlers['session.createCode']({}, context)).url,
    firstSource: async () => {
      const { items } = await app.handlers['sources.list']({ deleted: false }, context)
      if (!items[0]) throw new Error('There is no source.')
      return items[0]
    },
  }
}

async function startApp(
  options: ServiceOptions & { probeKey: Uint8Array },
  parts: ServiceParts,
  facts: Facts,
  undo: Undo,
) {
  const { tunnelHost = defaultTunnelHost, probeKey } = options
  const file = join(options.home, 'creel.db')
  const db = parts.openDatabase(file, systemClock.now())
  undo.push(() => closeWell(db, file))
  const readers = await openReaders(file, readerWorker())
  undo.push(readers.close)
  const policy = { mode: options.egress ?? 'local', allowed: options.egressAllow ?? [] }
  const refusalOf = createRefusal(policy, () => facts.controlPort())
  const sendRequest = createSendRequest(refusalOf)
  undo.push(sendRequest.close)
  const send = parts.aroundSending?.(sendRequest) ?? sendRequest
  const sandbox = createSandbox({
    workerFile: sandboxWorker(),
    lost: (reason) => options.log.warn('sandbox.thread-lost', { reason }),
  })
  undo.push(sandbox.close)
  const sendToReceiver = createSendRequest(createOwnRefusal(() => facts.receiverPort()))
  undo.push(sendToReceiver.close)
  const tools = createToolClient(refusalOf)
  undo.push(tools.close)
  const app = await createApp({
    statements: prepareHotStatements(db),
    isReady: () => db.open,
    writer: parts.createWriter(db, options.log),
    readers,
    facts: facts.read,
    ports: {
      clock: parts.clock ?? systemClock,
      random: (count) => randomBytes(count),
      vault: openKeyFileVault(join(options.home, 'secret.key')),
      log: options.log,
      sendRequest: countHops(guardEgress(send, () => facts.controlPort())),
      sendToReceiver,
      isListening: createIsListening(refusalOf),
      checkTarget: createCheckTarget(refusalOf),
      egress: { mode: policy.mode, refusalOf },
      runInSandbox: sandbox.run,
      runProgram,
      tools,
      sharedFiles: parts.sharedFiles ?? sharedFiles,
      tunnels: {
        drivers: {
          localtunnel: createLocaltunnelDriver({ relay: tunnelHost, workerFile: parts.tunnelWorker ?? tunnelWorker() }),
        },
        probe: createProbeTunnel(probeKey),
      },
    },
  })
  await app.start()
  undo.push(app.stop)
  return app
}

const defaultTunnelHost = 'https://localtunnel.me'

// Unbuilt a worker stands in its folder, built beside the bundle.
const workerFile = (unbuilt: string, built: string): URL =>
  new URL(import.meta.url.endsWith('.ts') ? unbuilt : built, import.meta.url)
const readerWorker = (): URL => workerFile('./core/database/reader-worker.ts', './reader-worker.js')
const tunnelWorker = (): URL => workerFile('./host/localtunnel/tunnel-worker.ts', './tunnel-worker.js')
const sandboxWorker = (): URL => workerFile('./host/sandbox/sandbox-worker.ts', './sandbox-worker.js')

async function listen(receiver: ReturnType<typeof createReceiver>, port: number): Promise<void> {
  try {
    await receiver.listen({ host: '127.0.0.1', port })
  } catch (error) {
    throw await explainListenError(port, error)
  }
}

type Facts = {
  read: () => StatusFacts
  /** Asked for every request that is sent: unlike `read` they look at no file. */
  receiverPort: () => number
  controlPort: () => number
  setReceiver: (port: number) => void
  setControl: (control: { url: string; port: number }) => void
}

function createFacts(home: string, version: string): Facts {
  const startedAt = new Date(systemClock.now()).toISOString()
  let receiver: StatusFacts['receiver'] = { url: '', port: 0, error: 'Not started yet.' }
  let control = { url: '', port: 0 }
  return {
    read: () => ({
      version,
      startedAt,
      receiver,
      control,
      dataFolder: home,
      bytesOnDisk: bytesOnDisk(home),
      processId: process.pid,
    }),
    receiverPort: () => receiver.port,
    controlPort: () => control.port,
    setReceiver: (port) => {
      receiver = { url: `http://127.0.0.1:${port}`, port, error: null }
    },
    setControl: (given) => {
      control = given
    },
  }
}

const bytesOnDisk = (home: string): number =>
  ['creel.db', 'creel.db-wal'].reduce(
    (sum, name) => sum + (statSync(join(home, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
