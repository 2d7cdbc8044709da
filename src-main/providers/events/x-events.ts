import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const userId = (context: SampleContext) => String(context.number(1_000_000_000, 9_999_999_999))

/** Events as X sends them. */
export const xEvents: readonly EventSample[] = [
  {
    eventType: 'tweet_create_events',
    summary: 'The account is mentioned in a post',
    headers: () => jsonHeaders('TwitterBot/1.0'),
    body: (context) => ({
      for_user_id: userId(context),
      tweet_create_events: [
        {
          created_at: context.now.toUTCString(),
          id_str: String(context.number(1_000_000_000_000, 9_999_999_999_999)),
          text: '@acmequay when do you open?',
          user: { id_str: userId(context), name: 'Ada', screen_name: 'ada' },
        },
      ],
    }),
    quickFields: [
      { label: 'Text', path: 'tweet_create_events.0.text' },
      { label: 'User', path: 'tweet_create_events.0.user.screen_name' },
    ],
  },
  {
    eventType: 'follow_events',
    summary: 'Someone follows the account',
    headers: () => jsonHeaders('TwitterBot/1.0'),
    body: (context) => ({
      for_user_id: userId(context),
      follow_events: [
        {
          type: 'follow',
          created_timestamp: String(context.now.getTime()),
          source: { id: userId(context), name: 'Ada', screen_name: 'ada' },
          target: { id: userId(context), name: 'Acme Quay', screen_name: 'acmequay' },
        },
      ],
    }),
    quickFields: [{ label: 'User', path: 'follow_events.0.source.screen_name' }],
  },
]
