import { AppError } from '#shared/contract/problem.ts'
import { checkSecrets } from '#main/core/webhooks/check-webhook.ts'
import { generateSecret, newWebhookSecret } from '#main/core/webhooks/new-secret.ts'
import { cancelRotation, finalizeRotation, rotateSecret, showSecretOnce } from '#main/core/webhooks/rotate-secret.ts'
import type { Handlers } from './handlers.ts'
import type { WebhooksParts } from './webhooks-parts.ts'
import { applyWebhookChange, requireLiveWebhook } from './webhooks-parts.ts'

type WebhookSecretsHandlers = Pick<
  Handlers,
  'webhooks.rotateSecret' | 'webhooks.cancelRotation' | 'webhooks.finalizeRotation' | 'webhooks.showSecret'
>

const dayMs = 86_400_000

export function webhookSecretsHandlers(parts: WebhooksParts): WebhookSecretsHandlers {
  const { writer, clock, random } = parts

  return {
    'webhooks.rotateSecret': async ({ id, secret: given, startsAt, finalize, overlapMs }, { workspaceId }) => {
      const { settings } = await requireLiveWebhook(parts, workspaceId, id)
      const now = clock.now()
      const starts = startsAt === undefined ? now : Date.parse(startsAt)
      if (starts < now) throw new AppError('bad-input', 'startsAt lies in the past. Leave it out to begin at once.')
      const secret = given ?? generateSecret(random)
      checkSecrets(settings, [secret])
      const overlap = overlapMs ?? settings.rotationOverlapMs
      const rotation = { startsAt: starts, othersEndAt: finalize === 'by-hand' ? null : starts + overlap }
      const everyMs = settings.rotateEveryDays === null ? null : settings.rotateEveryDays * dayMs
      const next = newWebhookSecret(parts, { workspaceId, webhookId: id, secret, startsAt: starts, isShown: true, now })
      await writer.write((tx) => rotateSecret(tx, next, { rotation, everyMs, now }))
      return {
        ...(await applyWebhookChange(parts, workspaceId, id)),
        secret: given === undefined ? secret : null,
      }
    },
    'webhooks.showSecret': async ({ id, secretId }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      const open = parts.webhooks.byId(id)?.secrets.find((secret) => secret.id === secretId)
      if (!open) throw new AppError('secret-not-found', `This webhook has no secret ${secretId} that can be read.`)
      await writer.write((tx) => showSecretOnce(tx, secretId, clock.now()))
      await applyWebhookChange(parts, workspaceId, id)
      return { secret: open.secret }
    },
    'webhooks.cancelRotation': async ({ id }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      await writer.write((tx) => cancelRotation(tx, id, clock.now()))
      return applyWebhookChange(parts, workspaceId, id)
    },
    'webhooks.finalizeRotation': async ({ id }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      await writer.write((tx) => finalizeRotation(tx, id, clock.now()))
      return applyWebhookChange(parts, workspaceId, id)
    },
  }
}
