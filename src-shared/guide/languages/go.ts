import type { CheckPlan } from '#shared/guide/check-plan.ts'
import { toleranceSeconds } from '#shared/guide/check-plan.ts'
import { expressions, lines, quote, rawBodyReason } from '#shared/guide/sample-text.ts'

const names = { timestamp: 'timestamp', eventId: 'eventID', deliveryId: 'deliveryID', eventType: 'eventType' }
const texts = { ...names, signature: 'signature' }
const bytes = {
  body: 'rawBody',
  ...Object.fromEntries(Object.entries(names).map(([name, variable]) => [name, `[]byte(${variable})`])),
}

const header = (name: string): string => `headers.Get(${quote(name)})`

const timestampOf = ({ timestamp }: CheckPlan): string | false => {
  if (timestamp === null) return false
  if (timestamp.kind === 'header') return header(timestamp.header)
  return `regexp.MustCompile("^[0-9]*").FindString(strings.TrimPrefix(value, ${quote(timestamp.before)}))`
}

const importsOf = (plan: CheckPlan): string[] => {
  const usesStrings = plan.start.length > 0 || plan.separator !== null || plan.key === 'base64'
  const isTimed = plan.timestamp !== null
  const all = [
    ['crypto/hmac', true],
    [`crypto/${plan.hash}`, true],
    ['encoding/base64', plan.encoding === 'base64' || plan.key === 'base64'],
    ['encoding/hex', plan.encoding === 'hex'],
    ['net/http', true],
    ['os', true],
    ['regexp', isTimed],
    ['strconv', isTimed],
    ['strings', usesStrings],
    ['time', isTimed],
  ] as const
  return all.flatMap(([name, isUsed]) => (isUsed ? [`\t${quote(name)}`] : []))
}

/** The check in Go. */
export function writeGo(plan: CheckPlan): string {
  const timestamp = timestampOf(plan)
  const join = (pieces: CheckPlan['content']): string => expressions(pieces, quote, texts).join(' + ')
  const hasStart = plan.start.length > 0
  const items = hasStart ? 'strings.TrimPrefix(value, start)' : 'value'
  return lines(
    'package main',
    '',
    'import (',
    ...importsOf(plan),
    ')',
    '',
    `// rawBody: ${rawBodyReason}`,
    'func isGenuine(rawBody []byte, headers http.Header) bool {',
    `\tsecret := os.Getenv(${quote(plan.secretName)})`,
    `\tvalue := ${header(plan.header)}`,
    timestamp !== false &&
      lines(
        `\ttimestamp := ${timestamp}`,
        '\tif !regexp.MustCompile("^[0-9]{1,12}$").MatchString(timestamp) {',
        '\t\treturn false',
        '\t}',
        '\tsignedAt, _ := strconv.ParseInt(timestamp, 10, 64)',
        `\tif age := time.Now().Unix() - signedAt; age > ${toleranceSeconds} || age < -${toleranceSeconds} {`,
        '\t\treturn false',
        '\t}',
      ),
    ...plan.fields.map((field) => `\t${names[field.name]} := ${header(field.header)}`),
    hasStart &&
      lines(`\tstart := ${join(plan.start)}`, '\tif !strings.HasPrefix(value, start) {', '\t\treturn false', '\t}'),
    plan.key === 'text'
      ? '\tkey := []byte(secret)'
      : lines(
          '\tkey, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))',
          '\tif err != nil {',
          '\t\treturn false',
          '\t}',
        ),
    `\tmac := hmac.New(${plan.hash}.New, key)`,
    ...expressions(plan.content, (text) => `[]byte(${quote(text)})`, bytes).map((piece) => `\tmac.Write(${piece})`),
    `\tsignature := ${plan.encoding === 'hex' ? 'hex' : 'base64.StdEncoding'}.EncodeToString(mac.Sum(nil))`,
    `\texpected := ${join(plan.item)}`,
    `\tfor _, item := range ${plan.separator === null ? `[]string{${items}}` : `strings.Split(${items}, ${quote(plan.separator)})`} {`,
    '\t\tif hmac.Equal([]byte(item), []byte(expected)) {',
    '\t\t\treturn true',
    '\t\t}',
    '\t}',
    '\treturn false',
    '}',
    '',
  )
}
