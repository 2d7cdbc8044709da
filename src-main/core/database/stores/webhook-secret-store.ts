import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { WebhookSecretTable } from '#main/core/database/webhook-tables.ts'

export const insertWebhookSecret = (tx: Tx, secret: WebhookSecretTable) =>
  tx.insertInto('webhookSecret').values(secret).execute()

/** The secrets of all webhooks, oldest first. */
export const listAllWebhookSecrets = (db: Reader): Promise<WebhookSecretTable[]> =>
  db.selectFrom('webhookSecret').selectAll().orderBy('startsAt').orderBy('id').execute()

/** The secrets of one webhook, oldest first. */
export const listWebhookSecrets = (db: Reader, webhookId: string): Promise<WebhookSecretTable[]> =>
  db
    .selectFrom('webhookSecret')
    .selectAll()
    .where('webhookId', '=', webhookId)
    .orderBy('startsAt')
    .orderBy('id')
    .execute()

export const setSecretEnd = (tx: Tx, id: string, endsAt: number | null) =>
  tx.updateTable('webhookSecret').set({ endsAt }).where('id', '=', id).execute()

export const setSecretStart = (tx: Tx, id: string, startsAt: number) =>
  tx.updateTable('webhookSecret').set({ startsAt }).where('id', '=', id).execute()

export const deleteWebhookSecret = (tx: Tx, id: string) => tx.deleteFrom('webhookSecret').where('id', '=', id).execute()
