import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const headers = () => jsonHeaders('Discord-Interactions/1.0 (+https://discord.com)')
const snowflake = (context: SampleContext) => String(context.number(100_000_000_000_000, 999_999_999_999_999)) + '417'

const interaction =
  (type: number, data: (context: SampleContext) => { [field: string]: JsonValue }) => (context: SampleContext) => ({
    id: snowflake(context),
    application_id: snowflake(context),
    type,
    token: context.id('', 60),
    version: 1,
    guild_id: snowflake(context),
    channel_id: snowflake(context),
    member: { user: { id: snowflake(context), username: 'ada' }, roles: [], permissions: '0' },
    data: data(context),
    locale: 'en-GB',
  })

/** Interactions as Discord sends them: https://discord.com/developers/docs/interactions/receiving-and-responding */
export const discordEvents: readonly EventSample[] = [
  {
    eventType: 'application_command',
    summary: 'A command is given',
    headers,
    body: interaction(2, (context) => ({ id: snowflake(context), name: 'deploy', type: 1, options: [] })),
    quickFields: [
      { label: 'Command', path: 'data.name' },
      { label: 'User', path: 'member.user.username' },
    ],
  },
  {
    eventType: 'message_component',
    summary: 'A button is pressed',
    headers,
    body: interaction(3, () => ({ custom_id: 'approve', component_type: 2 })),
    quickFields: [
      { label: 'Button', path: 'data.custom_id' },
      { label: 'User', path: 'member.user.username' },
    ],
  },
]
