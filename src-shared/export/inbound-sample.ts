import { quoteForShell } from './shell-quote.ts'

const body = '{"externalId":"demo-1","title":"A task from outside","priority":"high"}'

/** A shell script that makes a signed inbound call. It reads the secret from the environment. */
export const inboundSample = (url: string): string =>
  [
    '# The secret is read from CREEL_INBOUND_SECRET.',
    `body=${quoteForShell(body)}`,
    'timestamp=$(date +%s)',
    `signature=$(printf '%s.%s' "$timestamp" "$body" \\`,
    `  | openssl dgst -sha256 -hmac "$CREEL_INBOUND_SECRET" -r | cut -d ' ' -f 1)`,
    `curl -sS ${quoteForShell(url)} \\`,
    `  -H 'Content-Type: application/json' \\`,
    '  -H "X-Timestamp: $timestamp" \\',
    '  -H "X-Signature: sha256=$signature" \\',
    '  --data-binary "$body"',
    '',
  ].join('\n')
