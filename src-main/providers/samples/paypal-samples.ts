import type { Sample } from '#main/providers/provider.ts'

/** The check of PayPal’s signature in a user's own code. `certificate`: fetched from PayPal’s own host alone, and kept. */
export const paypalSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { X509Certificate, verify } from 'node:crypto'
import { crc32 } from 'node:zlib'

// rawBody: the bytes as they came. secret: the webhook's id. certificate: what lies at PAYPAL-CERT-URL, which must be
// an https address below paypal.com.
export function isGenuine(rawBody, headers, secret, certificate) {
  const signed = [headers['paypal-transmission-id'], headers['paypal-transmission-time'], secret, crc32(rawBody)].join('|')
  const signature = Buffer.from(headers['paypal-transmission-sig'] ?? '', 'base64')
  return verify('sha256', Buffer.from(signed), new X509Certificate(certificate).publicKey, signature)
}`,
  },
  {
    language: 'Python',
    code: `import base64, zlib
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import load_pem_x509_certificate

# raw_body: the bytes as they came. secret: the webhook's id. certificate: what lies at PAYPAL-CERT-URL, which must be
# an https address below paypal.com.
def is_genuine(raw_body: bytes, headers, secret: str, certificate: bytes) -> bool:
    parts = [headers["PAYPAL-TRANSMISSION-ID"], headers["PAYPAL-TRANSMISSION-TIME"], secret, str(zlib.crc32(raw_body))]
    signature = base64.b64decode(headers["PAYPAL-TRANSMISSION-SIG"])
    key = load_pem_x509_certificate(certificate).public_key()
    try:
        key.verify(signature, "|".join(parts).encode(), padding.PKCS1v15(), hashes.SHA256())
        return True
    except InvalidSignature:
        return False`,
  },
  {
    language: 'Go',
    code: `// rawBody: the bytes as they came. secret: the webhook's id. certificate: what lies at PAYPAL-CERT-URL, which must be
// an https address below paypal.com.
func isGenuine(rawBody []byte, headers http.Header, secret string, certificate *x509.Certificate) bool {
	signed := fmt.Sprintf("%s|%s|%s|%d", headers.Get("PAYPAL-TRANSMISSION-ID"),
		headers.Get("PAYPAL-TRANSMISSION-TIME"), secret, crc32.ChecksumIEEE(rawBody))
	signature, err := base64.StdEncoding.DecodeString(headers.Get("PAYPAL-TRANSMISSION-SIG"))
	return err == nil && certificate.CheckSignature(x509.SHA256WithRSA, []byte(signed), signature) == nil
}`,
  },
  {
    language: 'Ruby',
    code: `require 'base64'
require 'openssl'
require 'zlib'

# raw_body: the bytes as they came. secret: the webhook's id. certificate: what lies at PAYPAL-CERT-URL, which must be
# an https address below paypal.com.
def genuine?(raw_body, headers, secret, certificate)
  parts = [headers['PAYPAL-TRANSMISSION-ID'], headers['PAYPAL-TRANSMISSION-TIME'], secret, Zlib.crc32(raw_body)]
  signature = Base64.strict_decode64(headers['PAYPAL-TRANSMISSION-SIG'].to_s)
  OpenSSL::X509::Certificate.new(certificate).public_key.verify('SHA256', signature, parts.join('|'))
rescue ArgumentError
  false
end`,
  },
]
