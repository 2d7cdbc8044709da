import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { providers } from '#main/providers/providers.ts'
import { ProviderName, providerLabels } from '#shared/model/provider.ts'
import { mutationsOf } from '#test/support/mutations.ts'
import { contextFrom, sampleRequest } from '#test/support/sample-requests.ts'
import { signedByUs } from '#test/support/signed-by-us.ts'
import { checking } from '#test/support/signed-requests.ts'
import { signers, signingSecretOf } from '#test/support/signing-secrets.ts'

const runs = Number(process.env['CREEL_PROPERTY_RUNS'] ?? 1000)

/** Whose signature does not cover the body: a token is sent, or only a part is signed. */
const withoutBody: readonly ProviderName[] = ['gitlab', 'mailgun', 'telegram', 'basic', 'bearer', 'api-key', 'jwt']

const stateOf = (provider: ProviderName, request: CapturedRequest, secret = signingSecretOf(provider)): string =>
  verifyRequest(request, checking(provider, [secret])).verification.state

/**
 * What receivers may read as the same: space around a value, the case of a scheme’s name, hex in the generic scheme, a
 * JSON Web Token without the name of its scheme.
 */
function meaningOf(provider: ProviderName, value: string): string {
  const trimmed = value.trim()
  if (provider === 'hmac') return trimmed.toLowerCase()
  if (provider === 'jwt') return trimmed.replace(/^bearer +/i, '')
  return trimmed.replace(/^(basic|bearer) +/i, (scheme) => scheme.trim().toLowerCase() + ' ')
}

describe.each(signers)('%s', (provider) => {
  const [sample] = providers[provider].events
  if (!sample) throw new Error('no sample')
  const unsigned = sampleRequest(sample, contextFrom(7))
  const request = signedByUs(provider, unsigned)
  const signedHeaders = request.headers.filter((pair) => !unsigned.headers.some(([name]) => name === pair[0]))

  test('verifies what it signs, with the right secret alone', () => {
    expect(stateOf(provider, request)).toBe('verified')
    expect(stateOf(provider, request, 'YW5vdGhlciBzZWNyZXQ=')).toBe('failed')
    expect(stateOf(provider, unsigned)).not.toBe('verified')
  })

  test('verifies every event of its own, whatever chance gives: none is refused falsely', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.constantFrom(...providers[provider].events), (start, event) => {
        return stateOf(provider, signedByUs(provider, sampleRequest(event, contextFrom(start)))) === 'verified'
      }),
      { numRuns: Math.min(runs, 200) },
    )
  })

  test.skipIf(withoutBody.includes(provider))(`never verifies a changed body (${runs} mutations)`, () => {
    fc.assert(
      fc.property(mutationsOf(request.body), (body) => {
        fc.pre(!sameBody(provider, body, request.body))
        return stateOf(provider, { ...request, body }) !== 'verified'
      }),
      { numRuns: runs },
    )
  })

  test.each(signedHeaders)(`never verifies a changed %s (${runs} mutations)`, (name, value) => {
    fc.assert(
      fc.property(mutationsOf(Buffer.from(value, 'latin1')), (bytes) => {
        const changed = Buffer.from(bytes).toString('latin1')
        fc.pre(meaningOf(provider, changed) !== meaningOf(provider, value))
        fc.pre(![/[ ,;]/, ' '].some((between) => changed.split(between).includes(value)) && !statesAll(changed, value))
        const headers = request.headers.map((pair) => (pair[0] === name ? ([name, changed] as const) : pair))
        return stateOf(provider, { ...request, headers }) !== 'verified'
      }),
      { numRuns: runs },
    )
  })
})

/** A list that still states each part of the right value, besides others: receivers look for any that matches. */
const statesAll = (changed: string, value: string): boolean =>
  /[;,]/.test(value) && value.split(/[;,]/).every((item) => changed.split(/[;,]/).includes(item))

/** Twilio signs the fields of a form, not its bytes: another order or spelling says the same. */
function sameBody(provider: ProviderName, left: Uint8Array, right: Uint8Array): boolean {
  if (provider !== 'twilio') return Buffer.from(left).equals(right)
  const fieldsOf = (body: Uint8Array) =>
    JSON.stringify(
      [...new Set([...new URLSearchParams(Buffer.from(body).toString())].map((pair) => pair.join('')))].toSorted(),
    )
  return fieldsOf(left) === fieldsOf(right)
}

test('a check that was compared with nothing but our own reading is said to be unconfirmed', () => {
  const unconfirmed = ProviderName.options.filter((name) => providerLabels[name].confirmedBy === null)
  expect(unconfirmed.toSorted()).toEqual([
    'api-key',
    'gitlab',
    'intercom',
    'mailgun',
    'meta',
    'telegram',
    'vercel',
    'webflow',
    'woocommerce',
    'x',
    'zoom',
  ])
})
