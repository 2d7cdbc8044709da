import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { mutationsOf, propertyRuns } from '#test/support/mutations.ts'
import { checking, requestOf, signedRequests } from '#test/support/signed-requests.ts'

type Part = { part: string; header: string; from: RegExp }

/** Where the parts of a signed request stand that must not be changed; `from` captures the part. */
const partsOf: Partial<Record<ProviderName, readonly Part[]>> = {
  github: [{ part: 'signature', header: 'x-hub-signature', from: /=(.*)$/ }],
  stripe: [
    { part: 'signature', header: 'stripe-signature', from: /v1=([^,]*)/ },
    { part: 'timestamp', header: 'stripe-signature', from: /t=([^,]*)/ },
  ],
  'standard-webhooks': [
    { part: 'id', header: '-id', from: /^(.*)$/ },
    { part: 'timestamp', header: '-timestamp', from: /^(.*)$/ },
    { part: 'signature', header: '-signature', from: /,(.*)$/ },
  ],
  slack: [
    { part: 'signature', header: 'x-slack-signature', from: /=(.*)$/ },
    { part: 'timestamp', header: 'x-slack-request-timestamp', from: /^(.*)$/ },
  ],
  bitbucket: [{ part: 'signature', header: 'x-hub-signature', from: /=(.*)$/ }],
  hmac: [{ part: 'signature', header: 'x-signature', from: /^(.*)$/ }],
}

/** What a receiver may read as the same: space around a header, the case of hex in the generic scheme. */
const sameAs = (provider: ProviderName, part: string, text: string): string =>
  provider === 'hmac' && part === 'signature' ? text.trim().toLowerCase() : text.trim()

/** A longer list that still states the right value whole is not a change: receivers look for any that matches. */
const stillStates = (changed: string, original: string): boolean => changed.split(/[ ,]/).includes(original)

describe.each(signedRequests)('$name', (vector) => {
  const request = requestOf(vector)
  const how = checking(vector.provider, [vector.secret])

  test(`is never verified with a changed body (${propertyRuns} mutations)`, () => {
    fc.assert(
      fc.property(mutationsOf(request.body), (body) => {
        fc.pre(!Buffer.from(body).equals(request.body))
        return verifyRequest({ ...request, body }, how).verification.state !== 'verified'
      }),
      { numRuns: propertyRuns },
    )
  })

  test.each(partsOf[vector.provider] ?? [])(
    `is never verified with a changed $part (${propertyRuns} mutations)`,
    (place) => {
      const [name, value] =
        Object.entries(vector.headers).find(([key]) => key.toLowerCase().includes(place.header)) ?? []
      const original = place.from.exec(value ?? '')?.[1] ?? ''
      expect(original).not.toBe('')
      fc.assert(
        fc.property(mutationsOf(Buffer.from(original, 'latin1')), (bytes) => {
          const changed = Buffer.from(bytes).toString('latin1')
          fc.pre(sameAs(vector.provider, place.part, changed) !== sameAs(vector.provider, place.part, original))
          fc.pre(!stillStates(changed, original) || place.part === 'id')
          const headers = { ...vector.headers, [name ?? '']: (value ?? '').replace(original, () => changed) }
          const sent = capturedRequest({ headers, body: vector.body, receivedAtMs: request.receivedAtMs })
          return verifyRequest(sent, how).verification.state !== 'verified'
        }),
        { numRuns: propertyRuns },
      )
    },
  )
})
