import { hash } from 'node:crypto'
import { idPrefixes } from '#shared/model/id.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { UrlTargetTable } from '#main/core/database/trigger-tables.ts'
import type { LiveWebhook } from './live-webhook.ts'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const idLetters = 26

/**
 * The id under which a URL is delivered to: of the shape of a webhook's, and always the same for the same URL, so that
 * all that goes there is sent in one lane.
 */
export function urlTargetId(workspaceId: string, url: string): string {
  const digest = hash('sha256', `${workspaceId} ${url}`, 'buffer')
  const letters = Array.from({ length: idLetters }, (_, index) => crockford[(digest[index] ?? 0) % crockford.length])
  return `${idPrefixes.webhook}_${letters.join('')}`
}

/** A URL as a webhook: unsigned, with the usual retries, and with nothing of its own. */
export const webhookOfUrl = ({ id, workspaceId, url }: UrlTargetTable): LiveWebhook => ({
  id,
  workspaceId,
  settings: WebhookSettings.parse({ name: new URL(url).host, url, events: ['*'], signatures: [] }),
  status: 'active',
  templateVersionId: null,
  secrets: [],
  headers: [],
})
