import type { Reader } from '#main/core/database/handles.ts'

export type ListedAttempt = Awaited<ReturnType<typeof listWebhookAttempts>>[number]

/** The attempts of a webhook, newest first, with what their deliveries send. */
export const listWebhookAttempts = (
  db: Reader,
  { webhookId, beforeId, limit }: { webhookId: string; beforeId: string; limit: number },
) =>
  db
    .selectFrom('attempt')
    .innerJoin('delivery', 'delivery.id', 'attempt.deliveryId')
    .where('attempt.webhookId', '=', webhookId)
    .where('attempt.id', '<', beforeId)
    .orderBy('attempt.id', 'desc')
    .limit(limit)
    .select([
      'attempt.id',
      'attempt.deliveryId',
      'attempt.number',
      'attempt.startedAt',
      'attempt.endedAt',
      'attempt.status',
      'attempt.error',
      'attempt.errorClass',
      'attempt.isLate',
      'attempt.timing',
      'delivery.eventId',
      'delivery.eventType',
      'delivery.isTest',
    ])
    .execute()
