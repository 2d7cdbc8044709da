import type { Readers } from '#main/core/database/handles.ts'
import { keepDriftMark, listNextOfSource } from '#main/core/database/stores/drift-store.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { findChanges } from '#shared/schema/shape-changes.ts'
import { addSample } from '#shared/schema/shape.ts'
import type { Drifted } from './drifted-event.ts'
import { driftedEvent } from './drifted-event.ts'
import type { KnownShapes } from './known-shapes.ts'
import { readJson } from './known-shapes.ts'

export type CompareParts = {
  readers: Readers
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  /** Publishes the event, or finds the equal one that was published before. */
  publish: (event: EventTable) => Promise<{ isDuplicate: boolean }>
}

/** How far a source was looked at, and how much of it was told today. */
export type Mark = { seq: number; day: number; told: number }

const rowsAtOnce = 32
const dayMs = 86_400_000
/** Bodies whose field names are data would be told without end. */
const toldADayAtMost = 50

/** Compares the next requests of a source with those before them, tells what is new, and moves its mark. True: there are more. */
export async function compareNext(
  parts: CompareParts & { shapes: KnownShapes },
  source: LiveSource,
  mark: Mark,
): Promise<boolean> {
  const { readers, writer } = parts
  const where = { sourceId: source.id, afterSeq: mark.seq, limit: rowsAtOnce }
  const next = await listNextOfSource(readers.quick, where)
  // One that is not routed yet wakes the watch when it is.
  const unrouted = next.findIndex(({ routed }) => routed === 0)
  const ready = unrouted === -1 ? next : next.slice(0, unrouted)
  for (const request of ready) if (isSample(request)) await compareOne(parts, source, { mark, request })
  const last = ready.at(-1)
  if (!last) return false
  await writer.write((tx) => keepDriftMark(tx, source.id, last.seq))
  mark.seq = last.seq
  return ready.length === rowsAtOnce
}

type Sample = StoredRequest & { eventType: string }

// Creel's own events that come back to it must not tell of others: that would never end.
const isSample = (request: StoredRequest): request is Sample =>
  request.state === 'accepted' &&
  request.deletedAt === null &&
  request.eventType !== null &&
  !request.eventType.startsWith('system.')

async function compareOne(
  parts: CompareParts & { shapes: KnownShapes },
  { id: sourceId, workspaceId, settings }: LiveSource,
  { mark, request }: { mark: Mark; request: Sample },
): Promise<void> {
  const { id: requestId, eventType, receivedAt, seq } = request
  const shape = await parts.shapes.shapeBefore({ sourceId, eventType, beforeSeq: seq })
  const json = await readJson(parts.readers.quick, request)
  if (json === undefined) return
  const changes = findChanges(shape, json)
  const drifted = { workspaceId, sourceId, source: settings.name, eventType, requestId, receivedAt, changes }
  if (changes.length > 0) await tell(parts, mark, drifted)
  addSample(shape, json)
}

async function tell({ clock, log, makeId, publish }: CompareParts, mark: Mark, drifted: Drifted): Promise<void> {
  const now = clock.now()
  const today = Math.floor(now / dayMs)
  if (mark.day !== today) Object.assign(mark, { day: today, told: 0 })
  if (mark.told >= toldADayAtMost) return
  const { isDuplicate } = await publish(driftedEvent(drifted, { id: makeId('event'), now }))
  if (isDuplicate) return
  mark.told += 1
  if (mark.told === toldADayAtMost) log.warn('drift.told-enough', { source: drifted.sourceId, told: mark.told })
}
