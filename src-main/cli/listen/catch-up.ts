import { setTimeout as pause } from 'node:timers/promises'
import { createIsListening } from '#main/host/is-listening.ts'
import type { Client } from '#shared/contract/client.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { RequestRow } from '#shared/model/request.ts'
import type { ListenEvent } from './listen-events.ts'

// Whoever runs the command may reach whatever their own shell reaches.
const isListening = createIsListening(() => null)

const pageSize = 500
const askEveryMs = 500
/** So many are sent before one looks again what is missed. */
const sentAtOnce = 50

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
  const sent = new Set<string>()
  const missed = async (): Promise<RequestRow[]> => (await missedSince(parts, since)).filter(({ id }) => !sent.has(id))
  const { length } = await missed()
  if (length === 0) return
  tell({ kind: 'catching-up', requests: length, isAppAway: !(await isListening(target, signal)) })
  for (;;) {
    await untilListening(target, signal)
    // Looked up after the wait: what was deleted meanwhile is not to be sent.
    const next = (await missed()).slice(0, sentAtOnce)
    if (next.length === 0) return
    for (const { id } of next) {
      if (!(await isListening(target, signal))) break
      sent.add(id)
      await client('requests.replay', { id, url: target }, { signal }).catch(leaveOut)
    }
    if (signal.aborted) return
  }
}

// Retention or a person may take a request away meanwhile.
function leaveOut(error: unknown): void {
  const isGone = error instanceof AppError && (error.code === 'request-not-found' || error.code === 'body-gone')
  if (!isGone) throw error
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
