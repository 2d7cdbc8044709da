import type { Readers, Tx } from '#main/core/database/handles.ts'
import { listInterruptedSending, oweAgain } from '#main/core/database/stores/gate-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import { interruptedEnd } from '#main/core/deliveries/attempt-records.ts'
import type { Clock } from '#main/core/ports.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

export type CloseInterruptedParts = {
  readers: Readers
  writer: Writer
  clock: Clock
  webhookOf: WebhookRegistry['byId']
}

/** Closes the attempts that a stop or a crash cut short. Whether they arrived is not known: they are made again. */
export async function closeInterrupted({ readers, writer, clock, webhookOf }: CloseInterruptedParts): Promise<void> {
  const now = clock.now()
  for (const { id, attemptId, webhookId } of await listInterruptedSending(readers.quick)) {
    const isHeld = webhookOf(webhookId ?? '')?.status !== 'active'
    await writer.write((tx) => closeOne(tx, { id, attemptId, isHeld, now }))
  }
}

type Interrupted = { id: string; attemptId: string | null; isHeld: boolean; now: number }

async function closeOne(tx: Tx, { id, attemptId, isHeld, now }: Interrupted): Promise<void> {
  if (attemptId !== null) {
    const { id: _, ...end } = interruptedEnd(attemptId, now)
    await tx.updateTable('attempt').set(end).where('id', '=', attemptId).execute()
  }
  await oweAgain(tx, id, { isHeld, now })
}
