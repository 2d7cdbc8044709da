import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quoteSingle, rawBodyReason } from '#shared/guide/sample-text.ts'

const variables = {
  body: '$rawBody',
  timestamp: '$timestamp',
  eventId: '$eventId',
  deliveryId: '$deliveryId',
  eventType: '$eventType',
  signature: '$signature',
}

const header = (name: string): string => `$headers[${quoteSingle(name.toLowerCase())}] ?? ''`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  if (timestamp.kind === 'header') return header(timestamp.header)
  return `substr($value, ${timestamp.before.length}, strspn($value, '0123456789', ${timestamp.before.length}))`
}

const key = { text: '$secret', base64: "base64_decode(preg_replace('/^whsec_/', '', $secret))" }

/** The check in PHP 8. */
export function writePhp(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quoteSingle, variables).join(' . ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'substr($value, strlen($start))' : '$value'
  return lines(
    '<?php',
    '',
    `// $rawBody: ${rawBodyReason}`,
    "// They are in file_get_contents('php://input').",
    '// $headers: such as getallheaders() gives.',
    'function isGenuine(string $rawBody, array $headers): bool',
    '{',
    `    $secret = getenv(${quoteSingle(plan.secretName)});`,
    '    $headers = array_change_key_case($headers, CASE_LOWER);',
    `    $value = ${header(plan.header)};`,
    timestamp !== false &&
      lines(
        `    $timestamp = ${timestamp};`,
        String.raw`    if (!preg_match('/\A[0-9]{1,12}\z/', $timestamp)) return false;`,
        `    if (abs(time() - (int) $timestamp) > ${toleranceSeconds}) return false;`,
      ),
    ...plan.fields.map((field) => `    ${variables[field.name]} = ${header(field.header)};`),
    hasStart && lines(`    $start = ${join(plan.start)};`, '    if (!str_starts_with($value, $start)) return false;'),
    `    $digest = hash_hmac('${plan.hash}', ${join(plan.content)}, ${key[plan.key]}, true);`,
    `    $signature = ${plan.encoding === 'hex' ? 'bin2hex' : 'base64_encode'}($digest);`,
    `    $expected = ${join(plan.item)};`,
    `    $items = ${plan.separator === null ? `[${items}]` : `explode(${quoteSingle(plan.separator)}, ${items})`};`,
    '    foreach ($items as $item) {',
    '        if (hash_equals($expected, $item)) return true;',
    '    }',
    '    return false;',
    '}',
    '',
  )
}
