import { describe, expect, test } from 'vitest'
import { readEvent } from '#main/core/events/read-event.ts'
import { createSampleContext } from '#main/providers/sample-context.ts'
import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { detectProvider, providers } from '#main/providers/providers.ts'
import { ProviderName } from '#shared/model/provider.ts'
import { readJsonPath } from '#shared/rules/json-path.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

/** The same chance in each run: bytes that count on from a start. */
function contextFrom(start: number): SampleContext {
  let next = start
  const random = (count: number) => Uint8Array.from({ length: count }, () => (next += 37) % 256)
  return createSampleContext({ now: new Date('2026-11-26T08:00:00Z'), random })
}

function requestOf(sample: EventSample, context: SampleContext) {
  const body = sample.body(context)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return capturedRequest({ method: sample.method ?? 'POST', headers: sample.headers(context), body: text })
}

const all = ProviderName.options.flatMap((provider) =>
  providers[provider].events.map((sample) => ({ provider, sample })),
)

describe.each(all)('$provider: $sample.eventType', ({ provider, sample }) => {
  test('is read as what it is said to be', () => {
    const read = readEvent(requestOf(sample, contextFrom(1)), provider)
    expect(read).toMatchObject({ eventType: sample.eventType, contentType: expect.any(String) })
    expect(read.summary).not.toBe(null)
  })

  test('is the same for the same chance, and another event for another', () => {
    const idOf = (start: number) => readEvent(requestOf(sample, contextFrom(start)), provider).providerEventId
    expect(requestOf(sample, contextFrom(1))).toEqual(requestOf(sample, contextFrom(1)))
    expect(idOf(1)).not.toBe(null)
    expect(idOf(1)).not.toBe(idOf(2))
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

/** A sample as it is sent: signed. */
function signedRequestOf(provider: ProviderName, sample: EventSample) {
  const request = requestOf(sample, contextFrom(1))
  const how = { secret: 'bm90IHRoZSBzZWNyZXQ=', atSeconds: 1_795_680_000, scheme: null }
  const signing = providers[provider].sign(request, how)
  const headers = signing.kind === 'signed' ? signing.headers : []
  return { ...request, headers: [...request.headers, ...headers] }
}

test.each(ProviderName.options)('%s has samples, which are recognised once they are signed', (name) => {
  const { events } = providers[name]
  expect(events.length).toBeGreaterThan(0)
  // A generic scheme has no marks.
  const expected = name === 'hmac' ? null : name
  for (const sample of events) expect(detectProvider(signedRequestOf(name, sample))).toBe(expected)
})
