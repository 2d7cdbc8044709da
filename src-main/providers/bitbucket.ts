import { readJsonText } from '#shared/rules/json-path.ts'
import { bitbucketEvents } from './events/bitbucket-events.ts'
import { hasHeader, headerText } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha256Hex } from './signature-scheme.ts'

const header = 'X-Hub-Signature'

/** Bitbucket, Cloud and Data Center: https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/ */
export const bitbucket: Provider = {
  name: 'bitbucket',
  detect: (request) =>
    hasHeader(request, 'X-Event-Key') &&
    [header, 'X-Hook-UUID', 'X-Request-UUID', 'X-Request-Id'].some((name) => hasHeader(request, name)),
  ...headerScheme({ header, prefix: 'sha256=', algorithm: sha256Hex, ...bodyAlone }),
  eventType: (request) => headerText(request, 'X-Event-Key'),
  eventIdPlace: (request) => ({
    in: 'header',
    name: hasHeader(request, 'X-Request-Id') ? 'X-Request-Id' : 'X-Request-UUID',
  }),
  summary: (_request, json) => [
    readJsonText(json, 'pullrequest.title') ?? readJsonText(json, 'push.changes.0.new.name'),
    readJsonText(json, 'actor.display_name') ?? readJsonText(json, 'actor.displayName'),
    readJsonText(json, 'repository.full_name') ?? readJsonText(json, 'repository.name'),
  ],
  samples: schemeSamples({ header, prefix: 'sha256=' }),
  events: bitbucketEvents,
}
