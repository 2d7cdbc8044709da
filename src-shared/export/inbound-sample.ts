import { latin1OfText } from '#shared/bytes/latin1.ts'
import type { TaskMapping } from '#shared/rules/task-mapping.ts'
import { mappedFields } from '#shared/rules/task-mapping.ts'
import { makeJsonPath } from '#shared/rules/json-path.ts'
import { quoteForShell } from './shell-quote.ts'

/** The variable of the environment that the sample reads the secret from. */
export const inboundSecretVariable = 'CREEL_INBOUND_SECRET'

/** A body that a mapping makes a task of: its values stand where the mapping looks for them. */
export function inboundSampleBody({ fields, priorities }: TaskMapping): unknown {
  const values = {
    externalId: 'demo-1',
    title: 'A task from outside',
    priority: Object.keys(priorities)[0] ?? 'high',
  }
  let body: unknown = {}
  for (const field of ['externalId', 'title', 'priority'] as const) {
    const place = fields[field] || mappedFields[field][0]
    // A text that is always meant stands nowhere.
    if (!place.startsWith('=')) body = makeJsonPath(body, place, values[field])?.value ?? body
  }
  return body
}

/** A shell script that makes a signed inbound call with a body. It reads the secret from the environment. */
export const inboundSample = (url: string, body: string): string =>
  [
    `# The secret is read from ${inboundSecretVariable}.`,
    `body=${quoteForShell(latin1OfText(body))}`,
    'timestamp=$(date +%s)',
    `signature=$(printf '%s.%s' "$timestamp" "$body" \\`,
    `  | openssl dgst -sha256 -hmac "$${inboundSecretVariable}" -r | cut -d ' ' -f 1)`,
    `curl -sS ${quoteForShell(url)} \\`,
    `  -H 'Content-Type: application/json' \\`,
    '  -H "X-Timestamp: $timestamp" \\',
    '  -H "X-Signature: sha256=$signature" \\',
    '  --data-binary "$body"',
    '',
  ].join('\n')
