import type { Event } from '#shared/model/event.ts'
import type { Task } from '#shared/model/task.ts'
import { maskUrl } from '#shared/rules/secret-urls.ts'
import type { PrepareCall } from '#main/core/tools/prepare-call.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { RenderDelivery } from '#main/core/deliveries/sending/render-delivery.ts'
import type { TemplateOf } from '#main/core/templates/live-templates.ts'
import { templateGone, webhookOfTarget } from './target-webhook.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { failedOutcome } from './effects.ts'

const shownLetters = 4000

const would = (words: string, detail?: string): ActionOutcome => ({
  state: 'done',
  result: { words },
  ...(detail !== undefined && { detail: detail.slice(0, shownLetters) }),
})

const json = (value: unknown): string => JSON.stringify(value, null, 2)

export type RecordingParts = {
  event: Event
  webhookOf: (id: string) => LiveWebhook | undefined
  templateOf: TemplateOf
  render: RenderDelivery
  /** The task with an id or an external id. */
  taskOf: (reference: string) => Promise<Task | null>
  prepareCall: PrepareCall
}

/** Effects that do nothing and say what they would have done. */
export const recordingEffects = ({
  event,
  webhookOf,
  templateOf,
  render,
  taskOf,
  prepareCall,
}: RecordingParts): Effects => ({
  async deliver(to, templateId) {
    const webhook = webhookOfTarget(to, event.workspaceId, webhookOf)
    if (!webhook) return failedOutcome('The webhook is gone. Choose another one.')
    const { settings } = webhook
    const templateVersionId =
      templateId === null ? webhook.templateVersionId : templateOf(event.workspaceId, templateId)?.versionId
    if (templateId !== null && !templateVersionId) return failedOutcome(templateGone)
    const how = { ...settings, templateVersionId: templateVersionId ?? null }
    const made = await render(event, how, new AbortController().signal)
    if (made.kind === 'unrenderable') return failedOutcome(`The payload cannot be made: ${made.reason}`)
    if (made.kind === 'skipped') return would('Nothing would be sent: its transform skips the event.')
    const { body } = made.rendering
    const held = webhook.status === 'active' ? '' : ` It would be held: the webhook is ${webhook.status}.`
    return would(
      `POST ${maskUrl(webhook.settings.url)} would be sent.${held}`,
      prettyJson(Buffer.from(body).toString()),
    )
  },
  forward: async (_, url) => would(`The request would be sent to ${url} as it came.`),
  emit: async (type, data) => would(`The event ${type} would be published.`, json(data)),
  async upsertTask(externalId, changes) {
    const known = externalId === null ? null : await taskOf(externalId)
    const words = known ? `Task ${known.number} “${known.title}” would be updated.` : 'A task would be created.'
    return would(words, json(externalId === null ? changes : { ...changes, externalId }))
  },
  async completeTask(reference) {
    const known = await taskOf(reference)
    return known
      ? would(`Task ${known.number} “${known.title}” would be completed.`)
      : failedOutcome(`No task has the id or the external id ${reference}.`)
  },
  notify: async ({ title, text }) => would('A notice would be shown.', text === '' ? title : `${title}\n${text}`),
  command: async ({ program, arguments: given }) =>
    would(`${program} would run, with the event on its standard input.`, json([program, ...given])),
  async callTool(call) {
    const prepared = await prepareCall(call, event, new AbortController().signal)
    if (prepared.kind === 'refused') return failedOutcome(prepared.words)
    return would(`The tool ${call.tool} of “${prepared.serverName}” would be called.`, json(prepared.given))
  },
})

function prettyJson(text: string): string {
  try {
    return json(JSON.parse(text))
  } catch {
    return text
  }
}
