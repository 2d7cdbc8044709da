import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quote, rawBodyReason } from '#shared/guide/sample-text.ts'

const variables = {
  body: 'rawBody',
  timestamp: 'timestamp',
  eventId: 'eventId',
  deliveryId: 'deliveryId',
  eventType: 'eventType',
  signature: 'signature',
}

const header = (name: string): string => `headers[${quote(name.toLowerCase())}] ?? ''`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  return timestamp.kind === 'header'
    ? header(timestamp.header)
    : `/^[0-9]*/.exec(value.slice(${timestamp.before.length}))[0]`
}

const keyOf = ({ key }: CheckPlan): string =>
  key === 'text' ? 'secret' : "Buffer.from(secret.replace(/^whsec_/, ''), 'base64')"

/** The check in JavaScript for Node.js. */
export function writeNode(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quote, variables).join(' + ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'value.slice(start.length)' : 'value'
  return lines(
    "import { createHmac, timingSafeEqual } from 'node:crypto'",
    '',
    `const secret = process.env.${plan.secretName}`,
    '',
    `// rawBody: ${rawBodyReason}`,
    '// headers: as Node.js has them, their names in small letters.',
    'export function isGenuine(rawBody, headers) {',
    `  const value = ${header(plan.header)}`,
    timestamp !== false &&
      lines(
        `  const timestamp = ${timestamp}`,
        '  if (!/^[0-9]{1,12}$/.test(timestamp)) return false',
        `  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > ${toleranceSeconds}) return false`,
      ),
    ...plan.fields.map((field) => `  const ${field.name} = ${header(field.header)}`),
    hasStart && lines(`  const start = ${join(plan.start)}`, '  if (!value.startsWith(start)) return false'),
    `  const hmac = createHmac('${plan.hash}', ${keyOf(plan)})`,
    `  for (const piece of [${expressions(plan.content, quote, variables).join(', ')}]) hmac.update(piece)`,
    `  const signature = hmac.digest('${plan.encoding}')`,
    `  const expected = Buffer.from(${join(plan.item)})`,
    `  const items = ${plan.separator === null ? `[${items}]` : `${items}.split(${quote(plan.separator)})`}`,
    '  return items.some((item) => {',
    '    const received = Buffer.from(item)',
    '    return received.length === expected.length && timingSafeEqual(received, expected)',
    '  })',
    '}',
    '',
  )
}
