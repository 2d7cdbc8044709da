import type { Sample } from '#main/providers/provider.ts'
import type { HmacScheme } from '#shared/model/provider.ts'

/** What a scheme signs, piece by piece. */
type Piece = { kind: 'body' } | { kind: 'timestamp' } | { kind: 'text'; text: string }

const piecesOf = ({ content }: HmacScheme): Piece[] =>
  content
    .split(/(\{body\}|\{timestamp\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '{body}') return { kind: 'body' }
      return piece === '{timestamp}' ? { kind: 'timestamp' } : { kind: 'text', text: piece }
    })

// A JSON string is also a string literal of JavaScript, Python and Go. Ruby would fill in `#{…}`, so it gets single quotes.
const quote = JSON.stringify
const quoteRuby = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`

const lines = (...parts: (string | false)[]): string => parts.filter((part) => part !== false).join('\n')

function node(scheme: HmacScheme): string {
  const literals = { body: 'rawBody', timestamp: 'timestamp' }
  const updates = piecesOf(scheme).map(
    (piece) => `.update(${piece.kind === 'text' ? quote(piece.text) : literals[piece.kind]})`,
  )
  const prefix = scheme.prefix === '' ? '' : `${quote(scheme.prefix)} + `
  return lines(
    "import { createHmac, timingSafeEqual } from 'node:crypto'",
    '',
    '// rawBody: the bytes as they came. JSON that was parsed and written again has another signature.',
    'export function isGenuine(rawBody, headers, secret) {',
    scheme.timestampHeader !== null &&
      lines(
        `  const timestamp = headers[${quote(scheme.timestampHeader.toLowerCase())}] ?? ''`,
        '  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false',
      ),
    `  const computed = createHmac('${scheme.algorithm}', secret)${updates.join('')}.digest('${scheme.encoding}')`,
    `  const expected = Buffer.from(${prefix}computed)`,
    `  const received = Buffer.from(headers[${quote(scheme.header.toLowerCase())}] ?? '')`,
    '  return received.length === expected.length && timingSafeEqual(received, expected)',
    '}',
  )
}

function python(scheme: HmacScheme): string {
  const literals = { body: 'raw_body', timestamp: 'timestamp.encode()' }
  const pieces = piecesOf(scheme).map((piece) =>
    piece.kind === 'text' ? `${quote(piece.text)}.encode()` : literals[piece.kind],
  )
  const digest = { hex: 'digest.hex()', base64: 'base64.b64encode(digest).decode()' }[scheme.encoding]
  const prefix = scheme.prefix === '' ? '' : `${quote(scheme.prefix)} + `
  return lines(
    scheme.encoding === 'base64' && 'import base64',
    'import hashlib',
    'import hmac',
    scheme.timestampHeader !== null && 'import time',
    '',
    '# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.',
    'def is_genuine(raw_body: bytes, headers, secret: str) -> bool:',
    scheme.timestampHeader !== null &&
      lines(
        `    timestamp = headers.get(${quote(scheme.timestampHeader)}, "")`,
        '    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:',
        '        return False',
      ),
    `    digest = hmac.new(secret.encode(), ${pieces.join(' + ')}, hashlib.${scheme.algorithm}).digest()`,
    `    expected = ${prefix}${digest}`,
    `    received = headers.get(${quote(scheme.header)}, "")`,
    '    return hmac.compare_digest(received.encode(), expected.encode())',
  )
}

function go(scheme: HmacScheme): string {
  const literals = { body: 'rawBody', timestamp: '[]byte(timestamp)' }
  const writes = piecesOf(scheme).map(
    (piece) => `\tmac.Write(${piece.kind === 'text' ? `[]byte(${quote(piece.text)})` : literals[piece.kind]})`,
  )
  const encode = { hex: 'hex.EncodeToString', base64: 'base64.StdEncoding.EncodeToString' }[scheme.encoding]
  const prefix = scheme.prefix === '' ? '' : `${quote(scheme.prefix)} + `
  return lines(
    '// rawBody: the bytes as they came. JSON that was parsed and written again has another signature.',
    'func isGenuine(rawBody []byte, headers http.Header, secret string) bool {',
    scheme.timestampHeader !== null &&
      lines(
        `\ttimestamp := headers.Get(${quote(scheme.timestampHeader)})`,
        '\tsignedAt, err := strconv.ParseInt(timestamp, 10, 64)',
        '\tif err != nil || time.Since(time.Unix(signedAt, 0)).Abs() > 5*time.Minute {',
        '\t\treturn false',
        '\t}',
      ),
    `\tmac := hmac.New(${scheme.algorithm === 'sha512' ? 'sha512.New' : `${scheme.algorithm}.New`}, []byte(secret))`,
    ...writes,
    `\texpected := ${prefix}${encode}(mac.Sum(nil))`,
    `\treturn hmac.Equal([]byte(headers.Get(${quote(scheme.header)})), []byte(expected))`,
    '}',
  )
}

function ruby(scheme: HmacScheme): string {
  const literals = { body: 'raw_body', timestamp: 'timestamp' }
  const pieces = piecesOf(scheme).map((piece) => (piece.kind === 'text' ? quoteRuby(piece.text) : literals[piece.kind]))
  const digest = { hex: 'hexdigest', base64: 'base64digest' }[scheme.encoding]
  const prefix = scheme.prefix === '' ? '' : `${quoteRuby(scheme.prefix)} + `
  const algorithm = quoteRuby(scheme.algorithm.toUpperCase())
  return lines(
    "require 'openssl'",
    '',
    '# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.',
    'def genuine?(raw_body, headers, secret)',
    scheme.timestampHeader !== null &&
      lines(
        `  timestamp = headers[${quoteRuby(scheme.timestampHeader)}].to_s`,
        '  return false if (Time.now.to_i - timestamp.to_i).abs > 300',
      ),
    `  expected = ${prefix}OpenSSL::HMAC.${digest}(${algorithm}, secret, [${pieces.join(', ')}].map(&:b).join)`,
    `  OpenSSL.secure_compare(headers[${quoteRuby(scheme.header)}].to_s, expected)`,
    'end',
  )
}

/** The check of a scheme in a user's own code: whole, and compared in constant time. */
export const hmacSamples = (scheme: HmacScheme): readonly Sample[] => [
  { language: 'Node', code: node(scheme) },
  { language: 'Python', code: python(scheme) },
  { language: 'Go', code: go(scheme) },
  { language: 'Ruby', code: ruby(scheme) },
]
