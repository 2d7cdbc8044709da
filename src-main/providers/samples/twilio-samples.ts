import type { Sample } from '#main/providers/provider.ts'

/** The check of Twilio's signature in a user's own code. */
export const twilioSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import twilio from 'twilio'

// url: the public address with its query, as Twilio has it. params: the fields of the form.
export const isGenuine = (url, params, headers, secret) =>
  twilio.validateRequest(secret, headers['x-twilio-signature'] ?? '', url, params)`,
  },
  {
    language: 'Python',
    code: `from twilio.request_validator import RequestValidator

# url: the public address with its query, as Twilio has it. params: the fields of the form.
def is_genuine(url: str, params, headers, secret: str) -> bool:
    return RequestValidator(secret).validate(url, params, headers.get("X-Twilio-Signature", ""))`,
  },
  {
    language: 'Go',
    code: `// import "github.com/twilio/twilio-go/client"
// url: the public address with its query, as Twilio has it. params: the fields of the form.
func isGenuine(url string, params map[string]string, headers http.Header, secret string) bool {
	validator := client.NewRequestValidator(secret)
	return validator.Validate(url, params, headers.Get("X-Twilio-Signature"))
}`,
  },
  {
    language: 'Ruby',
    code: `require 'twilio-ruby'

# url: the public address with its query, as Twilio has it. params: the fields of the form.
def genuine?(url, params, headers, secret)
  Twilio::Security::RequestValidator.new(secret).validate(url, params, headers['X-Twilio-Signature'].to_s)
end`,
  },
]
