import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quoteSingle, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'event_id', deliveryId: 'delivery_id', eventType: 'event_type' }
const variables = { ...names, body: 'raw_body', signature: 'signature' }

const header = (name: string): string => `headers[${quoteSingle(name)}].to_s.b`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  return timestamp.kind === 'header'
    ? header(timestamp.header)
    : String.raw`value[${timestamp.before.length}..].to_s[/\A[0-9]*/]`
}

const encodings = { hex: "digest.unpack1('H*')", base64: "[digest].pack('m0')" }
const keys = { text: 'secret', base64: "secret.delete_prefix('whsec_').unpack1('m')" }

/** The check in Ruby 3.0 and later. */
export function writeRuby(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quoteSingle, variables).join(' + ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'value.delete_prefix(start)' : 'value'
  return lines(
    "require 'openssl'",
    '',
    `# raw_body: ${rawBodyReason}`,
    '# headers: such as request.headers of Rails.',
    'def genuine?(raw_body, headers)',
    `  secret = ENV.fetch(${quoteSingle(plan.secretName)})`,
    `  value = ${header(plan.header)}`,
    timestamp !== false &&
      lines(
        `  timestamp = ${timestamp}`,
        String.raw`  return false unless timestamp.match?(/\A[0-9]{1,12}\z/)`,
        `  return false if (Time.now.to_i - timestamp.to_i).abs > ${toleranceSeconds}`,
      ),
    ...plan.fields.map((field) => `  ${names[field.name]} = ${header(field.header)}`),
    hasStart && lines(`  start = ${join(plan.start)}`, '  return false unless value.start_with?(start)'),
    `  signed = [${expressions(plan.content, quoteSingle, variables).join(', ')}].map(&:b).join`,
    `  digest = OpenSSL::HMAC.digest('${plan.hash.toUpperCase()}', ${keys[plan.key]}, signed)`,
    `  signature = ${encodings[plan.encoding]}`,
    `  expected = ${join(plan.item)}`,
    // A text as the separator would not do: a single space means any white space to Ruby.
    `  items = ${plan.separator === null ? `[${items}]` : `${items}.split(Regexp.new(Regexp.escape(${quoteSingle(plan.separator)})))`}`,
    '  items.any? { |item| OpenSSL.secure_compare(item, expected) }',
    'end',
    '',
  )
}
