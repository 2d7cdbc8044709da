import type { OpenedSeed } from '#test/bench/data/opened-seed.ts'
import { firstDueAt, seededWebhook } from '#test/bench/data/seeded-deliveries.ts'
import type { Operation } from '#test/bench/measure/growth.ts'
import { findNextDue, listDue } from '#main/core/database/stores/due-store.ts'
import { listInterruptedSending } from '#main/core/database/stores/gate-store.ts'

const atOnce = 100
const lane = { webhookId: seededWebhook.id, priority: 0 }

/** What the sender asks, where all rows are pending deliveries. */
export const deliveryOperations: Record<string, (seed: OpenedSeed) => Operation> = {
  'claim 100 that are due': (seed) => () => claim(seed, firstDueAt + seed.rows / 2),
  'claim where none is due': (seed) => () => claim(seed, firstDueAt - 1),
  'next due': (seed) => () => readNextDue(seed),
  'attempts that were interrupted':
    ({ readers }) =>
    async () =>
      void (await listInterruptedSending(readers.quick)),
}

async function claim({ readers }: OpenedSeed, now: number): Promise<void> {
  const expected = now < firstDueAt ? 0 : atOnce
  const due = await listDue(readers.quick, { ...lane, now, limit: atOnce })
  if (due.length !== expected) throw new Error(`${due.length} deliveries were due.`)
}

async function readNextDue({ readers, rows }: OpenedSeed): Promise<void> {
  const now = firstDueAt + rows / 2
  const at = await findNextDue(readers.quick, { ...lane, now })
  if (at !== now + 1) throw new Error(`The next is due at ${at}.`)
}
