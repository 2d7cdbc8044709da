import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quote, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'event_id', deliveryId: 'delivery_id', eventType: 'event_type' }
const texts = { ...names, signature: 'signature' }
const bytes = {
  body: 'raw_body',
  ...Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, `${variable}.encode()`])),
}

const header = (name: string): string => `headers.get(${quote(name)}, "")`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  return timestamp.kind === 'header'
    ? header(timestamp.header)
    : `re.match("[0-9]*", value[${timestamp.before.length}:]).group()`
}

const encodings = { hex: 'digest.hex()', base64: 'base64.b64encode(digest).decode()' }
const keys = { text: 'secret.encode()', base64: 'base64.b64decode(secret.removeprefix("whsec_"))' }

/** The check in Python 3.9 and later. */
export function writePython(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quote, texts).join(' + ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'value[len(start):]' : 'value'
  return lines(
    (plan.encoding === 'base64' || plan.key === 'base64') && 'import base64',
    'import hashlib',
    'import hmac',
    'import os',
    timestamp !== false && lines('import re', 'import time'),
    '',
    `secret = os.environ[${quote(plan.secretName)}]`,
    '',
    '',
    `# raw_body: ${rawBodyReason}`,
    '# headers: a mapping that finds a name whatever its letters, such as request.headers of Flask.',
    'def is_genuine(raw_body: bytes, headers) -> bool:',
    `    value = ${header(plan.header)}`,
    timestamp !== false &&
      lines(
        `    timestamp = ${timestamp}`,
        '    if not re.fullmatch("[0-9]{1,12}", timestamp):',
        '        return False',
        `    if abs(time.time() - int(timestamp)) > ${toleranceSeconds}:`,
        '        return False',
      ),
    ...plan.fields.map((field) => `    ${names[field.name]} = ${header(field.header)}`),
    hasStart && lines(`    start = ${join(plan.start)}`, '    if not value.startswith(start):', '        return False'),
    `    signed = ${expressions(plan.content, (text) => `${quote(text)}.encode()`, bytes).join(' + ')}`,
    `    digest = hmac.new(${keys[plan.key]}, signed, hashlib.${plan.hash}).digest()`,
    `    signature = ${encodings[plan.encoding]}`,
    `    expected = ${join(plan.item)}`,
    `    items = ${plan.separator === null ? `[${items}]` : `${items}.split(${quote(plan.separator)})`}`,
    '    return any(hmac.compare_digest(item.encode(), expected.encode()) for item in items)',
    '',
  )
}
