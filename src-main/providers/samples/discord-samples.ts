import type { Sample } from '#main/providers/provider.ts'

/** The check of Discord's signature in a user's own code. */
export const discordSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { verifyKey } from 'discord-interactions'

// rawBody: the bytes as they came. secret: the application's public key.
export const isGenuine = (rawBody, headers, secret) =>
  verifyKey(rawBody, headers['x-signature-ed25519'], headers['x-signature-timestamp'], secret)`,
  },
  {
    language: 'Python',
    code: `from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

# raw_body: the bytes as they came. secret: the application's public key.
def is_genuine(raw_body: bytes, headers, secret: str) -> bool:
    signed = headers["X-Signature-Timestamp"].encode() + raw_body
    try:
        VerifyKey(bytes.fromhex(secret)).verify(signed, bytes.fromhex(headers["X-Signature-Ed25519"]))
        return True
    except (BadSignatureError, ValueError):
        return False`,
  },
  {
    language: 'Go',
    code: `// rawBody: the bytes as they came. secret: the application's public key.
func isGenuine(rawBody []byte, headers http.Header, secret string) bool {
	key, keyErr := hex.DecodeString(secret)
	signature, err := hex.DecodeString(headers.Get("X-Signature-Ed25519"))
	if keyErr != nil || err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	return ed25519.Verify(key, append([]byte(headers.Get("X-Signature-Timestamp")), rawBody...), signature)
}`,
  },
  {
    language: 'Ruby',
    code: `require 'ed25519'

# raw_body: the bytes as they came. secret: the application's public key.
def genuine?(raw_body, headers, secret)
  signature = [headers['X-Signature-Ed25519'].to_s].pack('H*')
  Ed25519::VerifyKey.new([secret].pack('H*')).verify(signature, headers['X-Signature-Timestamp'].to_s.b + raw_body.b)
rescue Ed25519::VerifyError, ArgumentError
  false
end`,
  },
]
