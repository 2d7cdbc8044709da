import { describe, expect, test } from 'vitest'
import { readEvent } from '#main/core/events/read-event.ts'
import { detectProvider, providers } from '#main/providers/providers.ts'
import { ProviderName } from '#shared/model/provider.ts'
import { readJsonPath } from '#shared/rules/json-path.ts'
import { contextFrom, sampleRequest } from '#test/support/sample-requests.ts'
import { signers } from '#test/support/signing-secrets.ts'
import { signedByUs } from '#test/support/signed-by-us.ts'

const all = ProviderName.options.flatMap((provider) =>
  providers[provider].events.map((sample) => ({ provider, sample })),
)

describe.each(all)('$provider: $sample.eventType', ({ provider, sample }) => {
  test('is read as what it is said to be', () => {
    const read = readEvent(sampleRequest(sample, contextFrom(1)), provider)
    expect(read).toMatchObject({ eventType: sample.eventType, contentType: expect.any(String) })
    expect(read.summary).not.toBe(null)
  })

  test('is the same for the same chance, and another event for another', () => {
    const idOf = (start: number) => readEvent(sampleRequest(sample, contextFrom(start)), provider).providerEventId
    expect(sampleRequest(sample, contextFrom(1))).toEqual(sampleRequest(sample, contextFrom(1)))
    // Some senders give their events no id.
    expect(idOf(1) === null ? 'none' : idOf(1)).not.toBe(idOf(2))
    expect(sampleRequest(sample, contextFrom(1))).not.toEqual(sampleRequest(sample, contextFrom(2)))
  })

  test('has the fields that are changed first', () => {
    const body = sample.body(contextFrom(1))
    expect(sample.quickFields.length).toBeGreaterThan(0)
    for (const { path } of sample.quickFields) {
      const value = typeof body === 'string' ? new URLSearchParams(body).get(path) : readJsonPath(body, path)
      expect(value).toEqual(expect.anything())
    }
  })
})

/** They have no marks: a person chooses them. */
const unmarked: readonly ProviderName[] = ['hmac', 'basic', 'bearer', 'api-key', 'jwt']

test.each(signers)('%s has samples, which are recognised once they are signed', (name) => {
  const { events } = providers[name]
  expect(events.length).toBeGreaterThan(0)
  const expected = unmarked.includes(name) ? null : name
  for (const sample of events)
    expect(detectProvider(signedByUs(name, sampleRequest(sample, contextFrom(1))))).toBe(expected)
})
