import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders, secondsOf } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const agent = 'Slackbot 1.0 (+https://api.slack.com/robots)'
const upper = (context: SampleContext, first: string) => first + context.id('', 10).toUpperCase()
const team = 'T024QUAY1'

const event =
  (type: string, fields: (context: SampleContext) => { [field: string]: JsonValue }) => (context: SampleContext) => ({
    token: context.id('', 24),
    team_id: team,
    api_app_id: 'A024QUAY1',
    event: {
      type,
      user: upper(context, 'U'),
      channel: upper(context, 'C'),
      ts: `${secondsOf(context)}.000100`,
      ...fields(context),
    },
    type: 'event_callback',
    event_id: upper(context, 'Ev'),
    event_time: secondsOf(context),
  })

/** Events and commands as Slack sends them: https://api.slack.com/events */
export const slackEvents: readonly EventSample[] = [
  {
    eventType: 'app_mention',
    summary: 'Someone mentions the app',
    headers: () => jsonHeaders(agent),
    body: event('app_mention', () => ({ text: '<@U0LAN0Z89> is the release out?' })),
    quickFields: [
      { label: 'Text', path: 'event.text' },
      { label: 'Channel', path: 'event.channel' },
    ],
  },
  {
    eventType: 'message',
    summary: 'A message is posted in a channel',
    headers: () => jsonHeaders(agent),
    body: event('message', () => ({ text: 'The build is green.', channel_type: 'channel' })),
    quickFields: [
      { label: 'Text', path: 'event.text' },
      { label: 'User', path: 'event.user' },
    ],
  },
  {
    eventType: '/deploy',
    summary: 'A slash command is given',
    headers: () => [
      ['User-Agent', agent],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: (context) =>
      new URLSearchParams({
        token: context.id('', 24),
        team_id: team,
        team_domain: 'acme',
        channel_id: upper(context, 'C'),
        channel_name: 'releases',
        user_id: upper(context, 'U'),
        user_name: 'ada',
        command: '/deploy',
        text: 'api to staging',
        trigger_id: `${context.number(10_000_000, 99_999_999)}.${context.hex(16)}`,
      }).toString(),
    quickFields: [
      { label: 'Text', path: 'text' },
      { label: 'User', path: 'user_name' },
    ],
  },
]
