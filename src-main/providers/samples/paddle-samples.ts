import type { Sample } from '#main/providers/provider.ts'

/** The check of Paddle's signature in a user's own code. */
export const paddleSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto'

// rawBody: the bytes as they came. JSON that was parsed and written again has another signature.
export function isGenuine(rawBody, headers, secret) {
  const parts = (headers['paddle-signature'] ?? '').split(';').map((part) => part.split('='))
  const time = parts.find(([key]) => key === 'ts')?.[1] ?? ''
  if (!(Math.abs(Date.now() / 1000 - Number(time)) <= 300)) return false
  const expected = Buffer.from(createHmac('sha256', secret).update(\`\${time}:\`).update(rawBody).digest('hex'))
  return parts
    .filter(([key]) => key === 'h1')
    .map(([, value]) => Buffer.from(value ?? ''))
    .some((received) => received.length === expected.length && timingSafeEqual(received, expected))
}`,
  },
  {
    language: 'Python',
    code: `import hashlib
import hmac
import time

# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.
def is_genuine(raw_body: bytes, headers, secret: str) -> bool:
    parts = [part.split("=", 1) for part in headers.get("Paddle-Signature", "").split(";") if "=" in part]
    sent_at = next((value for key, value in parts if key == "ts"), "")
    if not sent_at.isdecimal() or abs(time.time() - int(sent_at)) > 300:
        return False
    expected = hmac.new(secret.encode(), sent_at.encode() + b":" + raw_body, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(value.encode(), expected.encode()) for key, value in parts if key == "h1")`,
  },
  {
    language: 'Go',
    code: `// import paddle "github.com/PaddleHQ/paddle-go-sdk/v4"
// request: as it came, with its body not read yet.
func isGenuine(request *http.Request, secret string) (bool, error) {
	return paddle.NewWebhookVerifier(secret).Verify(request)
}`,
  },
  {
    language: 'Ruby',
    code: `require 'openssl'

# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.
def genuine?(raw_body, headers, secret)
  parts = headers['Paddle-Signature'].to_s.split(';').map { |part| part.split('=', 2) }
  time = parts.assoc('ts')&.last.to_s
  return false if (Time.now.to_i - time.to_i).abs > 300
  expected = OpenSSL::HMAC.hexdigest('SHA256', secret, time.b + ':' + raw_body.b)
  parts.any? { |key, value| key == 'h1' && OpenSSL.secure_compare(value.to_s, expected) }
end`,
  },
]
