import { tokensOf } from '#main/core/verification/doctor/loose-reading.ts'
import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { providers } from '#main/providers/providers.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { HmacScheme, providerLabels } from '#shared/model/provider.ts'

/** The secret is right, but the request is signed in the scheme of another sender than the source expects. */
export function* otherScheme(patient: Patient): Generator<Trial> {
  if (patient.secrets.length === 0) return
  for (const provider of Object.values(providers)) {
    if (provider.name === patient.provider || provider.name === 'hmac') continue
    yield { provider, scheme: null, tell: () => telling(provider.name, null) }
  }
  if (patient.provider !== null && patient.provider !== 'hmac') return
  for (const scheme of plausibleSchemes(patient)) {
    yield { provider: providers.hmac, scheme, tell: () => telling('hmac', scheme) }
  }
}

const telling = (provider: ProviderName, hmac: HmacScheme | null) => ({
  evidence:
    hmac === null
      ? `The signature verifies in the scheme of ${providerLabels[provider].title}.`
      : `The signature verifies as an HMAC (${hmac.algorithm}, ${hmac.encoding}) of ${hmac.content} in ${hmac.header}.`,
  fix: 'Choose this provider on the source.',
  action: { kind: 'set-provider', provider, hmac } as const,
})

const contents = ['{body}', '{timestamp}.{body}', '{timestamp}{body}', '{timestamp}:{body}', 'v0:{timestamp}:{body}']
const secondsOrMilliseconds = /^\d{10}(?:\d{3})?$/

/** The plain schemes that the headers of a request leave open. */
function* plausibleSchemes({ request, provider, scheme }: Patient): Generator<HmacScheme> {
  const own = provider === null ? null : (scheme ?? HmacScheme.parse({})).content
  const times = request.headers.filter(([, value]) => secondsOrMilliseconds.test(value.trim())).map(([name]) => name)
  for (const { header, before: prefix, hash: algorithm, encoding } of tokensOf(request)) {
    for (const content of contents) {
      // Where the same text is signed, it is not the scheme that differs but how the signature is written.
      if (content === own) continue
      for (const timestampHeader of content === '{body}' ? [null] : times) {
        yield { header, prefix, algorithm, encoding, content, timestampHeader }
      }
    }
  }
}
