import { readJsonText } from '#shared/rules/json-path.ts'
import { telegramEvents } from './events/telegram-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { tokenSamples } from './samples/token-samples.ts'
import { tokenScheme } from './signature-scheme.ts'

const header = 'X-Telegram-Bot-Api-Secret-Token'

/** An update has one field besides its id, and that is its type. */
function eventType(json: unknown): string | null {
  if (typeof json !== 'object' || json === null) return null
  return Object.keys(json).find((key) => key !== 'update_id') ?? null
}

/** Telegram bots: https://core.telegram.org/bots/api#setwebhook */
export const telegram: Provider = {
  name: 'telegram',
  detect: (request) => hasHeader(request, header),
  ...tokenScheme(header),
  eventType: (_request, json) => eventType(json),
  eventIdPlace: () => ({ in: 'body', path: 'update_id' }),
  summary: (_request, json) => [
    readJsonText(json, 'message.text') ?? readJsonText(json, 'callback_query.data'),
    readJsonText(json, 'message.from.username') ?? readJsonText(json, 'callback_query.from.username'),
    readJsonText(json, 'message.chat.title'),
  ],
  samples: () => tokenSamples(header),
  events: telegramEvents,
}
