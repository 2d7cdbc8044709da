import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quote, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'eventId', deliveryId: 'deliveryId', eventType: 'eventType' }
const texts = { ...names, signature: 'signature' }
const bytes = {
  body: 'rawBody',
  ...Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, `bytes(${variable})`])),
}

const header = (name: string): string => `headers.getOrDefault(${quote(name.toLowerCase())}, "")`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  if (timestamp.kind === 'header') return header(timestamp.header)
  return `value.substring(Math.min(${timestamp.before.length}, value.length())).replaceFirst("[^0-9].*", "")`
}

const algorithms = { sha256: 'HmacSHA256', sha512: 'HmacSHA512' }
const keys = {
  text: 'bytes(secret)',
  base64: 'Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""))',
}
const encodings = { hex: 'HexFormat.of().formatHex(digest)', base64: 'Base64.getEncoder().encodeToString(digest)' }

/** The check in Java 17. */
export function writeJava(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quote, texts).join(' + ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'value.substring(start.length())' : 'value'
  const split = plan.separator !== null && `${items}.split(Pattern.quote(${quote(plan.separator)}))`
  return lines(
    'import java.nio.charset.StandardCharsets;',
    'import java.security.GeneralSecurityException;',
    'import java.security.MessageDigest;',
    (plan.encoding === 'base64' || plan.key === 'base64') && 'import java.util.Base64;',
    plan.encoding === 'hex' && 'import java.util.HexFormat;',
    'import java.util.Map;',
    split !== false && 'import java.util.regex.Pattern;',
    'import javax.crypto.Mac;',
    'import javax.crypto.spec.SecretKeySpec;',
    '',
    'final class WebhookCheck {',
    `    // rawBody: ${rawBodyReason}`,
    '    // headers: their names in small letters.',
    '    static boolean isGenuine(byte[] rawBody, Map<String, String> headers) throws GeneralSecurityException {',
    `        String secret = System.getenv(${quote(plan.secretName)});`,
    `        String value = ${header(plan.header)};`,
    timestamp !== false &&
      lines(
        `        String timestamp = ${timestamp};`,
        '        if (!timestamp.matches("[0-9]{1,12}")) return false;',
        '        long age = System.currentTimeMillis() / 1000 - Long.parseLong(timestamp);',
        `        if (Math.abs(age) > ${toleranceSeconds}) return false;`,
      ),
    ...plan.fields.map((field) => `        String ${names[field.name]} = ${header(field.header)};`),
    hasStart &&
      lines(`        String start = ${join(plan.start)};`, '        if (!value.startsWith(start)) return false;'),
    `        Mac mac = Mac.getInstance(${quote(algorithms[plan.hash])});`,
    `        mac.init(new SecretKeySpec(${keys[plan.key]}, ${quote(algorithms[plan.hash])}));`,
    ...expressions(plan.content, (text) => `bytes(${quote(text)})`, bytes).map(
      (piece) => `        mac.update(${piece});`,
    ),
    '        byte[] digest = mac.doFinal();',
    `        String signature = ${encodings[plan.encoding]};`,
    `        byte[] expected = bytes(${join(plan.item)});`,
    `        for (String item : ${split === false ? `new String[] {${items}}` : split}) {`,
    '            if (MessageDigest.isEqual(bytes(item), expected)) return true;',
    '        }',
    '        return false;',
    '    }',
    '',
    '    private static byte[] bytes(String text) {',
    '        return text.getBytes(StandardCharsets.UTF_8);',
    '    }',
    '}',
    '',
  )
}
