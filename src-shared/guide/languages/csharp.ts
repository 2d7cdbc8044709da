import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quote, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'eventId', deliveryId: 'deliveryId', eventType: 'eventType' }
const texts = { ...names, signature: 'signature' }
const bytes = {
  body: 'rawBody',
  ...Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, `Bytes(${variable})`])),
}

const header = (name: string): string => `header(${quote(name)}) ?? ""`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  if (timestamp.kind === 'header') return header(timestamp.header)
  return `Regex.Match(value, "(?<=^.{${timestamp.before.length}})[0-9]*").Value`
}

const keys = {
  text: 'Bytes(secret)',
  base64: 'Convert.FromBase64String(secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret[6..] : secret)',
}
const encodings = { hex: 'Convert.ToHexString(digest).ToLowerInvariant()', base64: 'Convert.ToBase64String(digest)' }

/** The check in C# for .NET 8. */
export function writeCsharp(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quote, texts).join(' + ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'value[start.Length..]' : 'value'
  const hash = `HashAlgorithmName.${plan.hash.toUpperCase()}`
  return lines(
    'using System;',
    'using System.Linq;',
    'using System.Security.Cryptography;',
    'using System.Text;',
    timestamp !== false && 'using System.Text.RegularExpressions;',
    '',
    'static class WebhookCheck',
    '{',
    `    // rawBody: ${rawBodyReason}`,
    '    // header: finds a header whatever its letters, such as name => request.Headers[name] of ASP.NET Core.',
    '    public static bool IsGenuine(byte[] rawBody, Func<string, string?> header)',
    '    {',
    `        var secret = Environment.GetEnvironmentVariable(${quote(plan.secretName)})!;`,
    `        var value = ${header(plan.header)};`,
    timestamp !== false &&
      lines(
        `        var timestamp = ${timestamp};`,
        String.raw`        if (!Regex.IsMatch(timestamp, @"\A[0-9]{1,12}\z")) return false;`,
        '        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp);',
        `        if (Math.Abs(age) > ${toleranceSeconds}) return false;`,
      ),
    ...plan.fields.map((field) => `        var ${names[field.name]} = ${header(field.header)};`),
    hasStart &&
      lines(
        `        var start = ${join(plan.start)};`,
        '        if (!value.StartsWith(start, StringComparison.Ordinal)) return false;',
      ),
    `        using var hmac = IncrementalHash.CreateHMAC(${hash}, ${keys[plan.key]});`,
    ...expressions(plan.content, (text) => `Bytes(${quote(text)})`, bytes).map(
      (piece) => `        hmac.AppendData(${piece});`,
    ),
    '        var digest = hmac.GetHashAndReset();',
    `        var signature = ${encodings[plan.encoding]};`,
    `        var expected = Bytes(${join(plan.item)});`,
    `        var items = ${plan.separator === null ? `new[] { ${items} }` : `${items}.Split(${quote(plan.separator)})`};`,
    '        return items.Any(item => CryptographicOperations.FixedTimeEquals(Bytes(item), expected));',
    '    }',
    '',
    '    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);',
    '}',
    '',
  )
}
