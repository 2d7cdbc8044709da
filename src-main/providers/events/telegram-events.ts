import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { secondsOf } from '#main/providers/event-sample.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

const headers = (): HeaderPairs => [['Content-Type', 'application/json']]

const ada = (context: SampleContext) => ({
  id: context.number(100_000_000, 999_999_999),
  is_bot: false,
  first_name: 'Ada',
  username: 'ada',
})

/** Updates as Telegram sends them: https://core.telegram.org/bots/api#update */
export const telegramEvents: readonly EventSample[] = [
  {
    eventType: 'message',
    summary: 'Someone writes to the bot',
    headers,
    body: (context) => ({
      update_id: context.number(100_000_000, 999_999_999),
      message: {
        message_id: context.number(1, 9999),
        from: ada(context),
        chat: { id: context.number(100_000_000, 999_999_999), type: 'private', first_name: 'Ada' },
        date: secondsOf(context),
        text: '/status',
      },
    }),
    quickFields: [
      { label: 'Text', path: 'message.text' },
      { label: 'User', path: 'message.from.username' },
    ],
  },
  {
    eventType: 'callback_query',
    summary: 'A button is pressed',
    headers,
    body: (context) => ({
      update_id: context.number(100_000_000, 999_999_999),
      callback_query: {
        id: String(context.number(100_000_000, 999_999_999)),
        from: ada(context),
        chat_instance: String(context.number(100_000_000, 999_999_999)),
        data: 'approve:42',
      },
    }),
    quickFields: [{ label: 'Data', path: 'callback_query.data' }],
  },
]
