import type { Sample } from '#main/providers/provider.ts'

/** The check of a header that holds the secret itself, behind a prefix, in a user's own code. */
export const tokenSamples = (header: string, prefix = ''): readonly Sample[] => [
  {
    language: 'Node',
    code: `import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text) => createHash('sha256').update(text).digest()

export const isGenuine = (rawBody, headers, secret) =>
  timingSafeEqual(digest(headers['${header.toLowerCase()}'] ?? ''), digest('${prefix}' + secret))`,
  },
  {
    language: 'Python',
    code: `import hmac

def is_genuine(raw_body: bytes, headers, secret: str) -> bool:
    return hmac.compare_digest(headers.get("${header}", "").encode(), ("${prefix}" + secret).encode())`,
  },
  {
    language: 'Go',
    code: `func isGenuine(rawBody []byte, headers http.Header, secret string) bool {
	return subtle.ConstantTimeCompare([]byte(headers.Get("${header}")), []byte("${prefix}"+secret)) == 1
}`,
  },
  {
    language: 'Ruby',
    code: `require 'openssl'

def genuine?(raw_body, headers, secret)
  OpenSSL.secure_compare(headers['${header}'].to_s, '${prefix}' + secret)
end`,
  },
]
