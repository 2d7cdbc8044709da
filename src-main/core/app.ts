import type { ControlledApp } from './controlled-app.ts'
import { findBody, findIndexedSeq, findNewest, settleUnanswered } from './database/stores/request-store.ts'
import { warmUp } from './database/warm-up.ts'
import type { Writer } from './database/writer.ts'
import { createForwarding } from './deliveries/create-forwarding.ts'
import type { Sending, SendingParts } from './deliveries/create-sending.ts'
import { createSending } from './deliveries/create-sending.ts'
import type { Forwarder } from './deliveries/forwarder.ts'
import type { Replayer } from './deliveries/replay.ts'
import type { RequestsParts } from './handlers/requests-parts.ts'
import type { Publisher } from './events/publish-event.ts'
import { requireRequest } from './handlers/requests-parts.ts'
import { readSentBody } from './replays/read-sent-body.ts'
import type { InboundDoor } from './inbound/inbound-door.ts'
import { createInboundDoor } from './inbound/inbound-door.ts'
import type { Intake } from './intake.ts'
import { createIntake } from './intake.ts'
import type { Log } from './ports.ts'
import { timeOfId } from './requests/id-time.ts'
import { createImporter } from './requests/import-requests.ts'
import type { TextIndexer } from './requests/index-text.ts'
import { createTextIndexer } from './requests/index-text.ts'
import type { DriftWatch } from './drift/drift-watch.ts'
import { createDriftWatch } from './drift/drift-watch.ts'
import type { ManyReplayer } from './replays/replay-many.ts'
import { recoverUnrouted } from './requests/recover-unrouted.ts'
import type { RouteLater } from './requests/route-later.ts'
import { createRouteLater } from './requests/route-later.ts'
import type { Feed } from './feed/feed.ts'
import type { Keeper } from './retention/retention.ts'
import { createKeeper } from './retention/retention.ts'
import { listKept, readKeptEventsMs } from './retention/list-kept.ts'
import type { Router } from './route.ts'
import { ensureFirstSource } from './sources/first-source.ts'
import { listKnownSecrets } from './security/known-secrets.ts'
import type { TaskmasterBridge } from './tasks/taskmaster/bridge.ts'
import { createTaskmasterBridge } from './tasks/taskmaster/bridge.ts'
import type { Automation } from './triggers/create-automation.ts'
import { createAutomation } from './triggers/create-automation.ts'
import type { Tunnels } from './tunnels/tunnels.ts'
import type { AppParts, Base } from './app-base.ts'
import { createBase } from './app-base.ts'
import { createAppKeep, createAppRouter } from './app-router.ts'
import { createAppManyReplayer, createAppReplayer } from './app-replayers.ts'
import type { ScheduledRotation } from './webhooks/rotate-on-schedule.ts'
import { createScheduledRotation } from './webhooks/rotate-on-schedule.ts'
import { createHandlers } from './app-handlers.ts'
import type { Playing } from './app-playing.ts'
import { createPlaying } from './app-playing.ts'

/** The app without a shell. */
export type App = ControlledApp & {
  intake: Intake
  /** Where outside services make tasks. */
  inbound: InboundDoor
  /** Routes what a crash left behind, closes what it interrupted, and begins to tidy up. */
  start: () => Promise<void>
  /** Answers every sender that waits for an app with the stand-in. */
  answerWaiting: () => void
  stop: () => Promise<void>
}

/** Wires the app: the only place that knows every part. */
export async function createApp(parts: AppParts): Promise<App> {
  const { statements, writer, readers, ports } = parts
  const { clock, log } = ports
  const newest = await findNewest(readers.quick)
  const base = createBase(parts, newest ? timeOfId(newest.id) + 1 : 0)
  const { feed, sessions, apiKeys } = base
  const indexer = createTextIndexer(statements.text, writer, clock, log)
  const lastSeq = Math.max(newest?.seq ?? 0, await findIndexedSeq(readers.quick))
  const keep = createAppKeep(parts, base, lastSeq)
  const sending = createAppSending(parts, base, (event) => publisher.publish({ event, dedupeSince: 0 }))
  const { forwarder, relays } = createForwarding({ ...parts, ...ports, ...base, dropSending: sending.drop })
  const automation = createAppAutomation(parts, base, { sending, forwarder })
  const { publisher, tasks } = automation
  const drift = createAppDrift(parts, base, publisher)
  const failed = (error: Error): void => routeLater.failed(error)
  const router: Router = createAppRouter(parts, base, { forwarder, sending, automation, indexer, drift, failed })
  const recover = (): Promise<number> => recoverUnrouted(readers.quick, router, writer)
  const routeLater = createRouteLater(clock, log, recover)
  const replayer = createAppReplayer(parts, base)
  const manyReplayer = createAppManyReplayer(parts, base)
  const inbound = createInboundDoor({ ...ports, ...base, db: readers.quick, writer, tasks })
  const bridge = createTaskmasterBridge({
    ...ports,
    ...base,
    db: readers.quick,
    writer,
    tasks,
    files: ports.sharedFiles,
  })
  const rotation = createAppRotation(parts, base, publisher)
  const keeper = createAppKeeper(parts, feed)
  const playing = createPlaying(parts, base)
  const made = { forwarder, sending, automation, indexer, drift, replayer, manyReplayer, rotation, keeper, routeLater }
  const importRequests = createImporter({ keep, router, clock })
  const requests: RequestsParts = { readers, writer, ...ports, ...base, replayer, manyReplayer, importRequests }

  return {
    feed,
    inbound,
    intake: createIntake({ ...base, keep, router, relays, clock, log, tunnelUrl: base.tunnels.publicUrl }),
    handlers: createHandlers(parts, base, { requests, forwarder, sending, publisher, tasks, bridge, inbound, playing }),
    authenticate: (token) => apiKeys.authenticate(token) ?? sessions.authenticate(token),
    keyUsed: apiKeys.used,
    enter: sessions.enter,
    async readBody(requestId, workspaceId) {
      const { seq, contentType } = await requireRequest(requests, workspaceId, requestId)
      return { bytes: await findBody(readers.quick, seq), contentType }
    },
    readSentBody: (deliveryId, workspaceId) => readSentBody(readers.quick, workspaceId, deliveryId),
    knownSecrets: (workspaceId) => listKnownSecrets(base, workspaceId),
    version: parts.facts().version,
    expectReading: () => void warmUp(readers.heavy, log),
    isReady: parts.isReady,
    answerWaiting: relays.close,
    ...createLifecycle(parts, base, { ...made, bridge, inbound, playing, recover }),
  }
}

type Made = {
  forwarder: Forwarder
  sending: Sending
  automation: Automation
  indexer: TextIndexer
  drift: DriftWatch
  replayer: Replayer
  manyReplayer: ManyReplayer
  playing: Playing
  rotation: ScheduledRotation
  keeper: Keeper
  routeLater: RouteLater
  bridge: TaskmasterBridge
  inbound: InboundDoor
  recover: () => Promise<number>
}

/** How the parts of the app begin and end, in which order. */
function createLifecycle(
  { writer, readers, ports: { clock, log } }: AppParts,
  base: Base,
  {
    forwarder,
    sending,
    automation,
    indexer,
    drift,
    replayer,
    manyReplayer,
    rotation,
    keeper,
    routeLater,
    bridge,
    inbound,
    playing,
    recover,
  }: Made,
): Pick<App, 'start' | 'stop'> {
  const { registry, sessions, receiving, apiKeys } = base
  return {
    async start() {
      await ensureFirstSource({ db: readers.quick, writer, clock, ...base })
      const reloads = [registry, base.webhooks, base.triggers, base.toolServers, inbound].map(({ reload }) => reload())
      await Promise.all([...reloads, sessions.load(), receiving.load(), apiKeys.load()])
      await Promise.all([replayer, manyReplayer, playing].map((part) => part.closeInterrupted()))
      await resumeDeliveries(writer, forwarder, sending)
      await automation.resume()
      await recoverAndTell(recover, log)
      indexer.wake()
      await drift.start()
      keeper.start()
      rotation.start()
      await bridge.start()
    },
    async stop() {
      await endTunnels(base.tunnels, log)
      base.enquiries.stop()
      for (const part of [
        playing,
        rotation,
        automation,
        forwarder,
        sending,
        keeper,
        indexer,
        drift,
        manyReplayer,
        replayer,
        routeLater,
      ])
        part.stop()
      await bridge.stop()
      await inbound.flush()
      await apiKeys.flush()
      await writer.drain()
    },
  }
}

const createAppRotation = ({ writer, readers, ports }: AppParts, base: Base, publisher: Publisher): ScheduledRotation =>
  createScheduledRotation({
    ...ports,
    ...base,
    db: readers.quick,
    writer,
    publish: (event) => publisher.publish({ event, dedupeSince: 0 }),
  })

const createAppDrift = (parts: AppParts, base: Base, publisher: Publisher): DriftWatch =>
  createDriftWatch({
    ...parts,
    ...parts.ports,
    ...base,
    publish: (event) => publisher.publish({ event, dedupeSince: 0 }),
  })

const createAppKeeper = ({ statements, writer, readers, ports }: AppParts, feed: Feed): Keeper =>
  createKeeper({
    writer,
    removal: statements.removal,
    eventRemoval: statements.eventRemoval,
    clock: ports.clock,
    log: ports.log,
    kept: () => listKept(readers.quick),
    keptEventsMs: () => readKeptEventsMs(readers.quick),
    removed: (ids) => feed.publish({ kind: 'requests.removed', data: { ids } }),
  })

async function recoverAndTell(recover: () => Promise<number>, log: Log): Promise<void> {
  const requests = await recover()
  if (requests > 0) log.info('request.routing-resumed', { requests })
}

/** Sends what is owed from before. First: it came before what is still to be routed. */
async function resumeDeliveries(writer: Writer, forwarder: Forwarder, sending: Sending): Promise<void> {
  await writer.write((tx) => settleUnanswered(tx))
  await forwarder.cancelStranded()
  await forwarder.resume()
  await sending.resume()
}

// A tunnel whose end cannot be written down, on a full disk say, must not keep the rest running.
const endTunnels = (tunnels: Tunnels, log: Log): Promise<void> =>
  tunnels.close().catch((error: unknown) => log.warn('tunnel.end-not-kept', { error: String(error) }))

const createAppSending = (parts: AppParts, base: Base, publish: SendingParts['publish']): Sending =>
  createSending({ ...parts, ...parts.ports, ...base, writes: parts.statements.sending, publish })

const createAppAutomation = (
  { readers, writer, statements, ports }: AppParts,
  base: Base,
  made: { sending: Sending; forwarder: Forwarder },
): Automation =>
  createAutomation({
    ...ports,
    ...base,
    ...made,
    db: readers.quick,
    writer,
    writes: statements.events,
    runs: statements.runs,
  })
