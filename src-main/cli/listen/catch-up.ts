import { setTimeout as pause } from 'node:timers/promises'
import { createIsListening } from '#main/host/is-listening.ts'
import type { Client } from '#shared/contract/client.ts'
import type { RequestRow } from '#shared/model/request.ts'
import type { ListenEvent } from './listen-events.ts'

// Whoever runs the command may reach whatever their own shell reaches.
const isListening = createIsListening(() => null)

const pageSize = 500
const askEveryMs = 500

export type CatchUpParts = {
  client: Client
  sourceId: string
  target: string
  tell: (event: ListenEvent) => void
  signal: AbortSignal
}

/** Sends on, oldest first, what came to a source since a time and went nowhere. Waits for an app that is away. */
export async function catchUp(parts: CatchUpParts, since: string): Promise<void> {
  const { client, target, tell, signal } = parts
  let hasTold = false
  for (;;) {
    const missed = await missedSince(parts, since)
    if (missed.length === 0) return
    const isThere = await isListening(target, signal)
    if (!hasTold) tell({ kind: 'catching-up', requests: missed.length, isAppAway: !isThere })
    hasTold = true
    for (const { id } of missed) {
      await untilListening(target, signal)
      if (signal.aborted) return
      await client('requests.replay', { id, url: target }, { signal })
    }
  }
}

/** The requests that nothing was done with, oldest first. */
async function missedSince({ client, sourceId, signal }: CatchUpParts, since: string): Promise<RequestRow[]> {
  const missed: RequestRow[] = []
  let cursor: string | undefined
  do {
    const page = await client('requests.list', { sourceId, after: since, limit: pageSize, cursor }, { signal })
    missed.unshift(
      ...page.items.filter(({ state, deliveryCount }) => state === 'accepted' && deliveryCount === 0).reverse(),
    )
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return missed
}

async function untilListening(target: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await isListening(target, signal))) {
    await pause(askEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
