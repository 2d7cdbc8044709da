import type { Sample } from '#main/providers/provider.ts'

/** The check of Mailgun's signature in a user's own code. */
export const mailgunSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the parsed JSON. secret: the HTTP webhook signing key.
export function isGenuine({ signature: { timestamp, token, signature } }, secret) {
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false
  const expected = Buffer.from(createHmac('sha256', secret).update(timestamp + token).digest('hex'))
  const received = Buffer.from(signature)
  return received.length === expected.length && timingSafeEqual(received, expected)
}`,
  },
  {
    language: 'Python',
    code: `import hashlib
import hmac
import time

# body: the parsed JSON. secret: the HTTP webhook signing key.
def is_genuine(body, secret: str) -> bool:
    given = body["signature"]
    if abs(time.time() - int(given["timestamp"])) > 300:
        return False
    signed = (given["timestamp"] + given["token"]).encode()
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given["signature"].encode(), expected.encode())`,
  },
  {
    language: 'Go',
    code: `// secret: the HTTP webhook signing key.
func isGenuine(timestamp, token, signature, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + token))
	return hmac.Equal([]byte(signature), []byte(hex.EncodeToString(mac.Sum(nil))))
}`,
  },
  {
    language: 'Ruby',
    code: `require 'openssl'

# body: the parsed JSON. secret: the HTTP webhook signing key.
def genuine?(body, secret)
  given = body['signature']
  return false if (Time.now.to_i - given['timestamp'].to_i).abs > 300
  expected = OpenSSL::HMAC.hexdigest('SHA256', secret, given['timestamp'] + given['token'])
  OpenSSL.secure_compare(given['signature'], expected)
end`,
  },
]
