import type { Sample } from '#main/providers/provider.ts'

/** The check of HubSpot's newest signature in a user's own code. */
export const hubspotSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto'

// rawBody: the bytes as they came. url: the public address with its query.
export function isGenuine(method, url, rawBody, headers, secret) {
  const time = headers['x-hubspot-request-timestamp'] ?? ''
  if (!(Date.now() - Number(time) <= 300_000)) return false
  const hmac = createHmac('sha256', secret).update(method + url).update(rawBody).update(time)
  const expected = Buffer.from(hmac.digest('base64'))
  const received = Buffer.from(headers['x-hubspot-signature-v3'] ?? '')
  return received.length === expected.length && timingSafeEqual(received, expected)
}`,
  },
  {
    language: 'Python',
    code: `import base64
import hashlib
import hmac
import time

# raw_body: the bytes as they came. url: the public address with its query.
def is_genuine(method: str, url: str, raw_body: bytes, headers, secret: str) -> bool:
    sent_at = headers.get("X-HubSpot-Request-Timestamp", "0")
    if time.time() * 1000 - int(sent_at) > 300_000:
        return False
    signed = (method + url).encode() + raw_body + sent_at.encode()
    expected = base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest())
    return hmac.compare_digest(headers.get("X-HubSpot-Signature-v3", "").encode(), expected)`,
  },
  {
    language: 'Go',
    code: `// rawBody: the bytes as they came. url: the public address with its query.
func isGenuine(method, url string, rawBody []byte, headers http.Header, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(method + url))
	mac.Write(rawBody)
	mac.Write([]byte(headers.Get("X-HubSpot-Request-Timestamp")))
	expected := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(headers.Get("X-HubSpot-Signature-v3")), []byte(expected))
}`,
  },
  {
    language: 'Ruby',
    code: `require 'openssl'

# raw_body: the bytes as they came. url: the public address with its query.
def genuine?(method, url, raw_body, headers, secret)
  time = headers['X-HubSpot-Request-Timestamp'].to_s
  return false if Time.now.to_f * 1000 - time.to_i > 300_000
  expected = OpenSSL::HMAC.base64digest('SHA256', secret, (method + url).b + raw_body.b + time)
  OpenSSL.secure_compare(headers['X-HubSpot-Signature-v3'].to_s, expected)
end`,
  },
]
