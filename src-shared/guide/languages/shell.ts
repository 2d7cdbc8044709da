import { quoteForShell } from '#shared/export/shell-quote.ts'
import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'event_id', deliveryId: 'delivery_id', eventType: 'event_type' }
const quoted = (name: string): string => `"$${name}"`
const variables = {
  ...Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, quoted(variable)])),
  signature: quoted('signature'),
}

const header = (name: string): string => `$(header ${quoteForShell(name.toLowerCase())})`

const timestampLines = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  const found =
    timestamp.kind === 'header'
      ? `  timestamp=${header(timestamp.header)}`
      : lines(`  rest=\${value#${quoteForShell(timestamp.before)}}`, '  timestamp=${rest%%[!0-9]*}')
  return lines(
    found,
    '  [[ $timestamp =~ ^[0-9]{1,12}$ ]] || return 1',
    '  age=$(( $(date +%s) - 10#$timestamp ))',
    `  (( age <= ${toleranceSeconds} && age >= -${toleranceSeconds} )) || return 1`,
  )
}

const keyHex = {
  text: `printf %s "$secret" | hex`,
  base64: `printf %s "\${secret#whsec_}" | base64 -d | hex`,
}

const signedBy = (plan: CheckPlan): string => {
  const parts = expressions(plan.content, quoteForShell, { ...variables, body: '' })
  const commands = parts.map((part) => (part === '' ? 'cat "$body"' : `printf %s ${part}`))
  return `{ ${commands.join('; ')}; }`
}

/** The check in bash, with openssl and the usual tools. */
export function writeShell(plan: CheckPlan): string {
  const timestamp = timestampLines(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quoteForShell, variables).join('')
  const hasStart = plan.start.length > 0
  const encode = plan.encoding === 'hex' ? 'hex' : 'base64 -w 0'
  const rest = hasStart ? '${value#"$start"}' : '$value'
  return lines(
    '#!/usr/bin/env bash',
    '# For trying out: openssl shows its key to whoever lists the processes of this computer.',
    `# Usage: ${plan.secretName}=… bash check.sh body-file header-file`,
    `# body-file: ${rawBodyReason}`,
    '# header-file: a line a header, Name: value.',
    'set -u',
    `secret=$${plan.secretName}`,
    'body=$1',
    'head=$2',
    '',
    `hex() { od -An -v -tx1 | tr -d ' \\n'; }`,
    `header() { tr -d '\\r' < "$head" | awk -v name="$1:" 'tolower(substr($0, 1, length(name))) == name {`,
    `  text = substr($0, length(name) + 1); sub(/^[ \\t]+/, "", text); print text; exit }'; }`,
    `hmac() { openssl dgst -${plan.hash} -mac HMAC -macopt "hexkey:$1" -binary; }`,
    '# Equal by their HMACs under a key of chance: how long that takes tells nothing.',
    'same() {',
    '  local chance',
    '  chance=$(openssl rand -hex 32)',
    '  [[ $(printf %s "$1" | hmac "$chance" | hex) == "$(printf %s "$2" | hmac "$chance" | hex)" ]]',
    '}',
    '',
    'is_genuine() {',
    `  local value timestamp rest age start key signature expected item${plan.fields.map((field) => ` ${names[field.name]}`).join('')}`,
    `  value=${header(plan.header)}`,
    timestamp,
    ...plan.fields.map((field) => `  ${names[field.name]}=${header(field.header)}`),
    hasStart && lines(`  start=${join(plan.start)}`, '  [[ $value == "$start"* ]] || return 1'),
    `  key=$(${keyHex[plan.key]})`,
    `  signature=$(${signedBy(plan)} | hmac "$key" | ${encode})`,
    `  expected=${join(plan.item)}`,
    `  rest=${rest}`,
    plan.separator === null
      ? '  same "$rest" "$expected"'
      : lines(
          `  rest=$rest${quoteForShell(plan.separator)}`,
          '  while [[ -n $rest ]]; do',
          `    item=\${rest%%${quoteForShell(plan.separator)}*}`,
          `    rest=\${rest#*${quoteForShell(plan.separator)}}`,
          '    same "$item" "$expected" && return 0',
          '  done',
          '  return 1',
        ),
    '}',
    '',
    'is_genuine && echo genuine || { echo forged; exit 1; }',
    '',
  )
}
