import type { Sample } from '#main/providers/provider.ts'

const node = `import { Webhook } from 'standardwebhooks'

// rawBody: the text as it came. JSON that was parsed and written again has another signature.
export function readGenuine(rawBody, headers, secret) {
  return new Webhook(secret).verify(rawBody, headers) // throws if it is not genuine
}`

const python = `from standardwebhooks.webhooks import Webhook

# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.
def read_genuine(raw_body: bytes, headers: dict, secret: str):
    return Webhook(secret).verify(raw_body, headers)  # raises if it is not genuine`

const go = `// import standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
// rawBody: the bytes as they came. JSON that was parsed and written again has another signature.
func checkGenuine(rawBody []byte, headers http.Header, secret string) error {
	webhook, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		return err
	}
	return webhook.Verify(rawBody, headers)
}`

const ruby = `require 'standardwebhooks'

# raw_body: the text as it came. JSON that was parsed and written again has another signature.
def read_genuine(raw_body, headers, secret)
  StandardWebhooks::Webhook.new(secret).verify(raw_body, headers.transform_keys(&:downcase)) # raises if it is not genuine
end`

/** The check of a Standard Webhooks signature with the standard's own libraries. */
export const standardWebhooksSamples: readonly Sample[] = [
  { language: 'Node', code: node },
  { language: 'Python', code: python },
  { language: 'Go', code: go },
  { language: 'Ruby', code: ruby },
]
