import type { Sample } from '#main/providers/provider.ts'

/** The check of Square's signature in a user's own code. */
export const squareSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { WebhooksHelper } from 'square'

// rawBody: the text as it came. url: the notification URL as the subscription has it.
export const isGenuine = (rawBody, headers, secret, url) =>
  WebhooksHelper.verifySignature({
    requestBody: rawBody,
    signatureHeader: headers['x-square-hmacsha256-signature'] ?? '',
    signatureKey: secret,
    notificationUrl: url,
  })`,
  },
  {
    language: 'Python',
    code: `import base64
import hashlib
import hmac

# raw_body: the bytes as they came. url: the notification URL as the subscription has it.
def is_genuine(raw_body: bytes, headers, secret: str, url: str) -> bool:
    expected = base64.b64encode(hmac.new(secret.encode(), url.encode() + raw_body, hashlib.sha256).digest())
    return hmac.compare_digest(headers.get("x-square-hmacsha256-signature", "").encode(), expected)`,
  },
  {
    language: 'Go',
    code: `// rawBody: the bytes as they came. url: the notification URL as the subscription has it.
func isGenuine(rawBody []byte, headers http.Header, secret, url string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(url))
	mac.Write(rawBody)
	expected := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(headers.Get("x-square-hmacsha256-signature")), []byte(expected))
}`,
  },
  {
    language: 'Ruby',
    code: `require 'openssl'

# raw_body: the bytes as they came. url: the notification URL as the subscription has it.
def genuine?(raw_body, headers, secret, url)
  expected = OpenSSL::HMAC.base64digest('SHA256', secret, url.b + raw_body.b)
  OpenSSL.secure_compare(headers['x-square-hmacsha256-signature'].to_s, expected)
end`,
  },
]
