import type { NewInboundCall } from '#main/core/database/stores/inbound-call-store.ts'
import { keepRefusedCall } from '#main/core/database/stores/inbound-call-store.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock, Log } from '#main/core/ports.ts'

type Refused = NewInboundCall & { count: number }

/** What is known of a call that was turned away. */
export type RefusedCall = { workspaceId: string; status: number; reason: string; remoteAddress: string | null }

/** Keeps what became of calls that were not taken. Anyone may make those, so they cost no write of their own. */
export type RefusedCalls = {
  add: (call: RefusedCall) => void
  /** Keeps what is in memory only. */
  flush: () => Promise<void>
}

const keepEveryMs = 500
const kindsAtOnce = 50

export function createRefusedCalls({
  writer,
  clock,
  log,
  kept,
}: {
  writer: Writer
  clock: Clock
  log: Log
  /** Called when there are more on disk. */
  kept: () => void
}): RefusedCalls {
  let waiting = new Map<string, Refused>()
  let cancelFlush: (() => void) | null = null

  const flush = async (): Promise<void> => {
    cancelFlush?.()
    cancelFlush = null
    const calls = [...waiting.values()]
    waiting = new Map()
    if (calls.length === 0) return
    await writer.write((tx) => keepAll(tx, calls))
    kept()
  }

  return {
    add(call) {
      const key = `${call.workspaceId} ${call.status} ${call.reason}`
      const known = waiting.get(key)
      // One who knows no secret cannot make up reasons: beyond these there is nothing new to tell.
      if (!known && waiting.size >= kindsAtOnce) return
      // Taken out and put in again, so that the last comes last.
      waiting.delete(key)
      const count = (known?.count ?? 0) + 1
      waiting.set(key, { ...call, at: clock.now(), outcome: 'refused', taskId: null, count })
      cancelFlush ??= clock.after(keepEveryMs, () => {
        flush().catch((error: unknown) => log.warn('inbound.refusals-not-kept', { error: String(error) }))
      })
    },
    flush,
  }
}

async function keepAll(tx: Tx, calls: readonly Refused[]): Promise<void> {
  for (const call of calls) await keepRefusedCall(tx, call)
}
