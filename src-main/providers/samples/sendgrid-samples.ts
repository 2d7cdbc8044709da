import type { Sample } from '#main/providers/provider.ts'

/** The check of SendGrid's signature in a user's own code. */
export const sendgridSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { createPublicKey, verify } from 'node:crypto'

// rawBody: the bytes as they came, with the line end. secret: the public key of the Event Webhook settings.
export function isGenuine(rawBody, headers, secret) {
  const key = createPublicKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'spki' })
  const signed = Buffer.concat([Buffer.from(headers['x-twilio-email-event-webhook-timestamp'] ?? ''), rawBody])
  const signature = Buffer.from(headers['x-twilio-email-event-webhook-signature'] ?? '', 'base64')
  return verify('sha256', signed, key, signature)
}`,
  },
  {
    language: 'Python',
    code: `from sendgrid.helpers.eventwebhook import EventWebhook

# raw_body: the bytes as they came, with the line end. secret: the public key of the Event Webhook settings.
def is_genuine(raw_body: bytes, headers, secret: str) -> bool:
    webhook = EventWebhook(public_key=secret)
    signature = headers["X-Twilio-Email-Event-Webhook-Signature"]
    return webhook.verify_signature(raw_body.decode(), signature, headers["X-Twilio-Email-Event-Webhook-Timestamp"])`,
  },
  {
    language: 'Go',
    code: `// import "github.com/sendgrid/sendgrid-go/helpers/eventwebhook"
// rawBody: the bytes as they came, with the line end. secret: the public key of the Event Webhook settings.
func isGenuine(rawBody []byte, headers http.Header, secret string) (bool, error) {
	key, err := eventwebhook.ConvertPublicKeyBase64ToECDSA(secret)
	if err != nil {
		return false, err
	}
	signature := headers.Get(eventwebhook.VerificationHTTPHeader)
	return eventwebhook.VerifySignature(key, rawBody, signature, headers.Get(eventwebhook.TimestampHTTPHeader))
}`,
  },
  {
    language: 'Ruby',
    code: `require 'sendgrid-ruby'

# raw_body: the bytes as they came, with the line end. secret: the public key of the Event Webhook settings.
def genuine?(raw_body, headers, secret)
  webhook = SendGrid::EventWebhook.new
  key = webhook.convert_public_key_to_ecdsa(secret)
  signature = headers['X-Twilio-Email-Event-Webhook-Signature']
  webhook.verify_signature(key, raw_body, signature, headers['X-Twilio-Email-Event-Webhook-Timestamp'])
end`,
  },
]
