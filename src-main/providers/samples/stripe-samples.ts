import type { Sample } from '#main/providers/provider.ts'

const node = `import Stripe from 'stripe'

// rawBody: the bytes as they came (express.raw, not express.json). JSON written again has another signature.
export function readGenuine(rawBody, headers, secret) {
  return Stripe.webhooks.constructEvent(rawBody, headers['stripe-signature'], secret) // throws if it is not genuine
}`

const python = `import stripe

# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.
def read_genuine(raw_body: bytes, headers, secret: str):
    return stripe.Webhook.construct_event(raw_body, headers["Stripe-Signature"], secret)  # raises if it is not genuine`

const go = `// import "github.com/stripe/stripe-go/v82/webhook"
// rawBody: the bytes as they came. JSON that was parsed and written again has another signature.
func readGenuine(rawBody []byte, headers http.Header, secret string) (stripe.Event, error) {
	return webhook.ConstructEvent(rawBody, headers.Get("Stripe-Signature"), secret)
}`

const ruby = `require 'stripe'

# raw_body: the bytes as they came. JSON that was parsed and written again has another signature.
def read_genuine(raw_body, headers, secret)
  Stripe::Webhook.construct_event(raw_body, headers['Stripe-Signature'], secret) # raises if it is not genuine
end`

/** The check of Stripe's signature with Stripe's own libraries. */
export const stripeSamples: readonly Sample[] = [
  { language: 'Node', code: node },
  { language: 'Python', code: python },
  { language: 'Go', code: go },
  { language: 'Ruby', code: ruby },
]
