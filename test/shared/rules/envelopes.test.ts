import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import { EnvelopeName, PayloadDetail, renderEnvelope } from '#shared/rules/envelopes.ts'

type EnvelopeVector = {
  name: string
  envelope: EnvelopeName
  detail: PayloadDetail
  event: EnvelopeEvent
  headers: [string, string][]
  text: string
}

const vectors = JSON.parse(readFileSync('test/vectors/envelopes.json', 'utf8')) as EnvelopeVector[]

test.each(vectors)('$name', ({ envelope, detail, event, headers, text }) => {
  expect(renderEnvelope(envelope, event, detail)).toEqual({ headers, text })
})

test('every envelope has a vector', () => {
  expect(new Set(vectors.map(({ envelope }) => envelope))).toEqual(new Set(EnvelopeName.options))
})

const anyKey = fc.oneof(
  fc.string(),
  fc.constantFrom('id', '__proto__', 'constructor', 'userId', 'user_id', 'createdAt'),
)

const anyEvent: fc.Arbitrary<EnvelopeEvent> = fc.record({
  id: fc.constant('evt_1'),
  workspaceId: fc.constant('ws_1'),
  type: fc.constantFrom('task.created', 'github.push', 'comment.created'),
  version: fc.integer({ min: 1 }),
  source: fc.string({ unit: 'binary' }),
  time: fc.constant('2026-11-17T14:31:02.418Z'),
  data: fc.dictionary(anyKey, fc.jsonValue()),
  metadata: fc.dictionary(anyKey, fc.jsonValue()),
})

test('any event is rendered as JSON, alike each time, with headers that can be sent, and changes nothing', () => {
  const anyForm = fc.tuple(fc.constantFrom(...EnvelopeName.options), fc.constantFrom(...PayloadDetail.options))
  fc.assert(
    fc.property(anyEvent, anyForm, (event, [name, detail]) => {
      const before = JSON.stringify(event)
      const { headers, text } = renderEnvelope(name, event, detail)
      expect(() => JSON.parse(text) as unknown).not.toThrow()
      expect(renderEnvelope(name, event, detail)).toEqual({ headers, text })
      expect(headers.every(([, value]) => /^[\x21-\x7e][\x20-\x7e]*$|^$/.test(value))).toBe(true)
      expect(JSON.stringify(event)).toBe(before)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    }),
    { numRuns: 3000 },
  )
})
