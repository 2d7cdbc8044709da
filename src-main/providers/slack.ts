import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { slackEvents } from './events/slack-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { headerScheme, sha256Hex, timeAndBody } from './signature-scheme.ts'

const header = 'X-Slack-Signature'
const time = 'X-Slack-Request-Timestamp'

/** Slack: events, interactions and commands: https://api.slack.com/authentication/verifying-requests-from-slack */
export const slack: Provider = {
  name: 'slack',
  detect: (request) => hasHeader(request, header) || hasHeader(request, time),
  ...headerScheme({
    header,
    prefix: 'v0=',
    algorithm: sha256Hex,
    time: { header: time, unit: 'seconds', futureIsRefused: true },
    ...timeAndBody('v0:', ':', '“v0:”, the timestamp, a colon, then the body'),
  }),
  eventType: (_request, json) =>
    readJsonText(json, 'event.type') ?? readJsonText(json, 'type') ?? readJsonText(json, 'command'),
  eventIdPlace: (_request, json) =>
    readJsonText(json, 'trigger_id') === null ? { in: 'body', path: 'event_id' } : { in: 'body', path: 'trigger_id' },
  summary: (_request, json) => [
    readJsonText(json, 'event.text') ?? readJsonText(json, 'text') ?? readJsonText(json, 'actions.0.value'),
    readJsonText(json, 'event.user') ?? readJsonText(json, 'user_name') ?? readJsonText(json, 'user.username'),
    readJsonPath(json, 'event') === undefined
      ? readJsonText(json, 'channel_name')
      : readJsonText(json, 'event.channel'),
  ],
  samples: schemeSamples({ header, prefix: 'v0=', timestampHeader: time, content: 'v0:{timestamp}:{body}' }),
  habits: { timeoutMs: 3000, retries: retryPresets.slack.policy },
  events: slackEvents,
}
