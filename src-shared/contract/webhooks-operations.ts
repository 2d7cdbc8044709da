import { z } from 'zod'
import { VerificationGuide } from '#shared/guide/verification-guide.ts'
import { ConnectivityReport } from '#shared/model/connectivity.ts'
import { EventTypeName, JsonValue } from '#shared/model/event.ts'
import { AttemptRow, DeliveryRow } from '#shared/model/delivery.ts'
import { SecretId, WebhookId } from '#shared/model/id.ts'
import { Timestamp } from '#shared/model/time.ts'
import { Webhook, WebhookSettings, WebhookStatus, WebhookWithSecret } from '#shared/model/webhook.ts'
import type { WebhookPresetName } from '#shared/rules/webhook-presets.ts'
import { webhookPresets } from '#shared/rules/webhook-presets.ts'
import { changesOf, operation, page, pageInput, queryFlag, worded } from './operation.ts'
import { webhookWords } from './webhook-words.ts'

const changes = worded(changesOf(WebhookSettings.shape), webhookWords)
const { name, url, events } = WebhookSettings.shape

const PresetName = z.enum(Object.keys(webhookPresets) as [WebhookPresetName, ...WebhookPresetName[]])

const GivenSecret = z
  .string()
  .min(1)
  .max(4096)
  .optional()
  .meta({ format: 'password', description: 'Left out: a new one is made, and shown in the answer alone.' })

const one = z.object({ id: WebhookId })

export const webhooksOperations = {
  'webhooks.list': operation({
    summary: 'List the webhooks, oldest first.',
    method: 'GET',
    path: '/webhooks',
    scope: 'read',
    input: z.object({
      ...pageInput,
      deleted: queryFlag.default(false).describe('List the deleted ones instead.'),
      status: WebhookStatus.optional(),
      event: z.string().optional().describe('Only those that take events of this type.'),
      q: z.string().max(200).optional().describe('A part of the name or of the URL.'),
    }),
    output: page(Webhook),
  }),
  'webhooks.get': operation({
    summary: 'Show one webhook.',
    method: 'GET',
    path: '/webhooks/{id}',
    scope: 'read',
    input: one,
    output: Webhook,
  }),
  'webhooks.verificationGuide': operation({
    summary: 'Show how a receiver checks the signatures of a webhook, with the code in nine languages.',
    method: 'GET',
    path: '/webhooks/{id}/verification-guide',
    scope: 'read',
    input: one,
    output: z.object({
      secretName: z.string().describe('The environment variable in which the samples look for the secret.'),
      guides: z.array(VerificationGuide).describe('One a signature.'),
    }),
  }),
  'webhooks.create': operation({
    summary: 'Make a webhook; a new secret is shown in the answer, and never again.',
    method: 'POST',
    path: '/webhooks',
    scope: 'manage',
    success: 201,
    input: z.object({
      ...changes,
      name,
      url,
      events,
      preset: PresetName.default('creel').describe('What else is left out is as this preset has it.'),
      secret: GivenSecret,
      enabled: z.boolean().default(true),
    }),
    output: WebhookWithSecret,
  }),
  'webhooks.update': operation({
    summary: 'Change a webhook; what is left out stays.',
    method: 'PATCH',
    path: '/webhooks/{id}',
    scope: 'manage',
    input: z.object({ ...one.shape, ...changes, enabled: z.boolean().optional() }),
    output: Webhook,
  }),
  'webhooks.delete': operation({
    summary: 'Delete a webhook: what it is owed is held and nothing more is planned. It can be restored until purged.',
    method: 'DELETE',
    path: '/webhooks/{id}',
    scope: 'manage',
    success: 204,
    input: z.object({
      ...one.shape,
      purge: queryFlag.default(false).describe('For good: its secrets are gone and what it is owed is cancelled.'),
    }),
    output: z.null(),
  }),
  'webhooks.restore': operation({
    summary: 'Bring a deleted webhook back; if anything is held for it, it is paused until it is resumed.',
    method: 'POST',
    path: '/webhooks/{id}/restore',
    scope: 'manage',
    input: one,
    output: Webhook,
  }),
  'webhooks.pause': operation({
    summary: 'Pause a webhook: its deliveries are held.',
    method: 'POST',
    path: '/webhooks/{id}/pause',
    scope: 'manage',
    input: z.object({ ...one.shape, reason: z.string().trim().max(200).optional() }),
    output: Webhook,
  }),
  'webhooks.resume': operation({
    summary: 'Let a paused or disabled webhook send again, and choose what happens to the deliveries that were held.',
    method: 'POST',
    path: '/webhooks/{id}/resume',
    scope: 'manage',
    input: z.object({
      ...one.shape,
      held: z
        .enum(['send', 'keep', 'cancel'])
        .default('send')
        .describe('send: all at once, in order. keep: they stay held. cancel: they are never sent.'),
      since: Timestamp.optional().describe('Only what was planned from then on is sent; the rest stays held.'),
    }),
    output: Webhook,
  }),
  'webhooks.rotateSecret': operation({
    summary: 'Give a webhook a new secret; until the rotation ends both sign.',
    method: 'POST',
    path: '/webhooks/{id}/rotate-secret',
    scope: 'manage',
    input: z.object({
      ...one.shape,
      secret: GivenSecret,
      startsAt: Timestamp.optional().describe('When the new secret begins to sign; left out: at once.'),
      finalize: z
        .enum(['by-itself', 'by-hand'])
        .default('by-itself')
        .describe('by-itself: the old secret ends after the overlap. by-hand: with finalize-rotation.'),
      overlapMs: z
        .int()
        .min(0)
        .max(90 * 86_400_000)
        .optional()
        .describe('How long both sign; left out: as the webhook has it.'),
    }),
    output: WebhookWithSecret,
  }),
  'webhooks.showSecret': operation({
    summary: 'Show a secret that Creel made by itself in a rotation on schedule. It is shown once.',
    method: 'POST',
    path: '/webhooks/{id}/secrets/{secretId}/show',
    scope: 'manage',
    input: z.object({ ...one.shape, secretId: SecretId }),
    output: z.object({ secret: z.string() }),
  }),
  'webhooks.test': operation({
    summary: 'Send a test event of any type to one webhook, whichever it takes and even while it is disabled.',
    method: 'POST',
    path: '/webhooks/{id}/test',
    scope: 'write',
    success: 202,
    input: z.object({
      ...one.shape,
      eventType: EventTypeName.default('task.created'),
      version: z.int().min(1).optional().describe('Of the type; left out: the newest.'),
      data: z.record(z.string(), JsonValue).optional().describe('Left out: the sample of the type.'),
    }),
    output: DeliveryRow,
  }),
  'webhooks.check': operation({
    summary: 'Look at the way to a webhook’s target: DNS, TCP, TLS, certificate, and the answer to a signed ping.',
    method: 'POST',
    path: '/webhooks/{id}/check',
    scope: 'write',
    input: z.object({ ...one.shape, ping: z.boolean().default(true).describe('false: send nothing.') }),
    output: ConnectivityReport,
  }),
  'webhooks.attempts': operation({
    summary: 'List the attempts of a webhook, newest first.',
    method: 'GET',
    path: '/webhooks/{id}/attempts',
    scope: 'read',
    input: z.object({ ...one.shape, ...pageInput }),
    output: page(AttemptRow),
  }),
  'webhooks.cancelRotation': operation({
    summary: 'Take a rotation back: the new secret ends, and the one before signs alone as it did.',
    method: 'POST',
    path: '/webhooks/{id}/cancel-rotation',
    scope: 'manage',
    input: one,
    output: Webhook,
  }),
  'webhooks.finalizeRotation': operation({
    summary: 'End a rotation: from now on the newest secret signs alone.',
    method: 'POST',
    path: '/webhooks/{id}/finalize-rotation',
    scope: 'manage',
    input: one,
    output: Webhook,
  }),
}
