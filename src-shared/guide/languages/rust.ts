import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import type { TemplatePiece } from '#shared/rules/placeholders.ts'
import { expressions, lines, quote, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'event_id', deliveryId: 'delivery_id', eventType: 'event_type' }
const texts = { ...names, signature: 'signature' }
const bytes = {
  body: 'raw_body',
  ...Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, `${variable}.as_bytes()`])),
}

const header = (name: string): string => `header(${quote(name)}).unwrap_or_default()`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  if (timestamp.kind === 'header') return header(timestamp.header)
  const digits = '.chars().take_while(char::is_ascii_digit).collect::<String>()'
  return `value.strip_prefix(${quote(timestamp.before)}).unwrap_or_default()${digits}`
}

/** Pieces put together by `format!`, in which a brace is written twice. */
const format = (pieces: readonly TemplatePiece[]): string => {
  const pattern = pieces
    .map((piece) => (piece.kind === 'text' ? piece.text.replaceAll(/[{}]/g, '$&$&') : '{}'))
    .join('')
  const values = pieces.flatMap((piece) => (piece.kind === 'field' ? [texts[piece.name as keyof typeof texts]] : []))
  return `format!(${[quote(pattern), ...values].join(', ')})`
}

const keyLines = ({ key }: CheckPlan): string =>
  key === 'text'
    ? '    let key = secret.into_bytes();'
    : lines(
        '    let encoded = secret.strip_prefix("whsec_").unwrap_or(&secret);',
        '    let Ok(key) = STANDARD.decode(encoded) else { return false };',
      )

/** The check in Rust, with the crates that are named at its top. */
export function writeRust(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const hasStart = plan.start.length > 0
  const usesBase64 = plan.encoding === 'base64' || plan.key === 'base64'
  const hash = plan.hash === 'sha256' ? 'Sha256' : 'Sha512'
  return lines(
    '// [dependencies]',
    usesBase64 && '// base64 = "0.22"',
    plan.encoding === 'hex' && '// hex = "0.4"',
    lines('// hmac = "0.12"', '// sha2 = "0.10"', '// subtle = "2"', ''),
    usesBase64 && 'use base64::{engine::general_purpose::STANDARD, Engine};',
    'use hmac::{Hmac, Mac};',
    `use sha2::${hash};`,
    timestamp !== false && 'use std::time::{SystemTime, UNIX_EPOCH};',
    'use subtle::ConstantTimeEq;',
    '',
    `// raw_body: ${rawBodyReason}`,
    '// header: finds a header whatever its letters.',
    'fn is_genuine(raw_body: &[u8], header: impl Fn(&str) -> Option<String>) -> bool {',
    `    let secret = std::env::var(${quote(plan.secretName)}).expect("the secret is not set");`,
    `    let value = ${header(plan.header)};`,
    timestamp !== false &&
      lines(
        `    let timestamp = ${timestamp};`,
        '    let is_number = timestamp.len() <= 12 && timestamp.bytes().all(|byte| byte.is_ascii_digit());',
        '    let Ok(signed_at) = timestamp.parse::<u64>() else { return false };',
        '    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();',
        `    if !is_number || now.abs_diff(signed_at) > ${toleranceSeconds} {`,
        '        return false;',
        '    }',
      ),
    ...plan.fields.map((field) => `    let ${names[field.name]} = ${header(field.header)};`),
    hasStart
      ? lines(
          `    let start = ${format(plan.start)};`,
          '    let Some(rest) = value.strip_prefix(&start) else { return false };',
        )
      : '    let rest = value.as_str();',
    keyLines(plan),
    `    let mut mac = Hmac::<${hash}>::new_from_slice(&key).expect("an HMAC takes keys of any length");`,
    ...expressions(plan.content, (text) => `b${quote(text)}`, bytes).map((piece) => `    mac.update(${piece});`),
    '    let digest = mac.finalize().into_bytes();',
    `    let signature = ${plan.encoding === 'hex' ? 'hex::encode(digest)' : 'STANDARD.encode(digest)'};`,
    `    let expected = ${format(plan.item)};`,
    plan.separator === null
      ? '    rest.as_bytes().ct_eq(expected.as_bytes()).into()'
      : `    rest.split(${quote(plan.separator)}).any(|item| item.as_bytes().ct_eq(expected.as_bytes()).into())`,
    '}',
    '',
  )
}
