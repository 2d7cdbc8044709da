import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { planReplay } from '#main/core/deliveries/plan-replay.ts'
import { readEvent } from '#main/core/events/read-event.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { signedByUs } from '#test/support/signed-by-us.ts'
import { checking } from '#test/support/signed-requests.ts'
import { signingSecretOf } from '#test/support/signing-secrets.ts'

type Example = { action?: string }
type Definition = { name: string; examples: Example[] }

const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as Definition[]

describe('the examples that GitHub’s community has gathered', () => {
  test('are many', () => {
    expect(definitions.length).toBeGreaterThan(50)
    expect(definitions.flatMap(({ examples }) => examples).length).toBeGreaterThan(300)
  })

  test.each(definitions)(
    '$name: each is verified, read as what it is, and replayed to the byte',
    ({ name, examples }) => {
      for (const [index, example] of examples.entries()) {
        const id = `72d3162e-cc78-11e3-81ab-${String(index).padStart(12, '0')}`
        const body = JSON.stringify(example, null, index % 2 === 0 ? 0 : 2)
        const headers = { 'Content-Type': 'application/json', 'X-GitHub-Event': name, 'X-GitHub-Delivery': id }
        const request = signedByUs('github', capturedRequest({ headers, body }))
        expect(verifyRequest(request, checking(null, [signingSecretOf('github')]))).toMatchObject({
          provider: 'github',
          verification: { state: 'verified' },
        })
        const read = readEvent(request, 'github')
        expect(read).toMatchObject({
          eventType: example.action === undefined ? name : `${name}.${example.action}`,
          providerEventId: id,
        })
        expect(read.summary).toMatch(/\S/)
        const { request: sent } = planReplay(request, 'http://127.0.0.1:3000/hooks')
        expect(Buffer.from(sent.body).toString('utf8')).toBe(body)
        expect(sent.headers).toEqual(request.headers)
      }
    },
  )
})
