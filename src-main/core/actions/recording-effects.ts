import type { Event } from '#shared/model/event.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import { renderDelivery } from '#main/core/deliveries/sending/render-delivery.ts'
import { webhookOfTarget } from './target-webhook.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { failedOutcome } from './effects.ts'

const shownLetters = 4000

const would = (words: string, detail?: string): ActionOutcome => ({
  state: 'done',
  result: { words },
  ...(detail !== undefined && { detail: detail.slice(0, shownLetters) }),
})

const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** Effects that do nothing and say what they would have done. */
export const recordingEffects = ({
  event,
  webhookOf,
}: {
  event: Event
  webhookOf: (id: string) => LiveWebhook | undefined
}): Effects => ({
  async deliver(to) {
    const webhook = webhookOfTarget(to, event.workspaceId, webhookOf)
    if (!webhook) return failedOutcome('The webhook is gone. Choose another one.')
    const { body } = renderDelivery(event, webhook.settings)
    const held = webhook.status === 'active' ? '' : ` It would be held: the webhook is ${webhook.status}.`
    return would(`POST ${webhook.settings.url} would be sent.${held}`, prettyJson(Buffer.from(body).toString()))
  },
  forward: async (_, url) => would(`The request would be sent to ${url} as it came.`),
  emit: async (type, data) => would(`The event ${type} would be published.`, json(data)),
  notify: async ({ title, text }) => would('A notice would be shown.', text === '' ? title : `${title}\n${text}`),
  command: async ({ program, arguments: given }) =>
    would(`${program} would run, with the event on its standard input.`, json([program, ...given])),
})

function prettyJson(text: string): string {
  try {
    return json(JSON.parse(text))
  } catch {
    return text
  }
}
