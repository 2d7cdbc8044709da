import type { Reader } from '#main/core/database/handles.ts'
import { listBefore } from '#main/core/database/stores/drift-store.ts'
import { findBody } from '#main/core/database/stores/request-store.ts'
import { parseBody } from '#main/core/events/parse-body.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import type { Shape } from '#shared/schema/shape.ts'
import { addSample, emptyShape } from '#shared/schema/shape.ts'

/** As many as the schema lens learns from. */
const samplesAtMost = 300
/** How far back samples are looked for: one query must not go through all that was ever kept. */
const seqsAtMost = 100_000
const shapesAtMost = 200

type Place = { sourceId: string; eventType: string; beforeSeq: number }

/** What bodies of event types were like so far: in memory, learnt anew from what is stored where it is not. */
export type KnownShapes = {
  shapeBefore: (place: Place) => Promise<Shape>
  /** Drops what was learnt of a source. */
  forget: (sourceId: string) => void
}

export function createKnownShapes({ quick, heavy }: { quick: Reader; heavy: Reader }): KnownShapes {
  const shapes = new Map<string, { sourceId: string; shape: Shape }>()

  const learn = async ({ beforeSeq, ...which }: Place): Promise<Shape> => {
    const shape = emptyShape()
    const fromSeq = beforeSeq - seqsAtMost
    const samples = await listBefore(heavy, { ...which, fromSeq, beforeSeq, limit: samplesAtMost })
    for (const stored of samples.toReversed()) {
      const json = await readJson(quick, stored)
      if (json !== undefined) addSample(shape, json)
    }
    return shape
  }

  return {
    async shapeBefore(place) {
      const key = `${place.sourceId} ${place.eventType}`
      const shape = shapes.get(key)?.shape ?? (await learn(place))
      // The one that was asked for last stands last.
      shapes.delete(key)
      shapes.set(key, { sourceId: place.sourceId, shape })
      const [longestUnasked] = shapes.keys()
      if (shapes.size > shapesAtMost && longestUnasked !== undefined) shapes.delete(longestUnasked)
      return shape
    },
    forget(sourceId) {
      for (const [key, known] of shapes) if (known.sourceId === sourceId) shapes.delete(key)
    },
  }
}

/** What a stored request says; undefined where there is nothing to read. */
export const readJson = async (db: Reader, stored: StoredRequest): Promise<unknown> =>
  parseBody(capturedOf(stored, await findBody(db, stored.seq)))
