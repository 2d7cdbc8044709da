import { createHmac } from 'node:crypto'
import { Webhook as Verifier } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { catalogue } from '#shared/catalogue/catalogue.ts'
import { EnvelopeName } from '#shared/rules/envelopes.ts'
import type { SunkRequest } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const time = '2026-11-17T14:31:02.418Z'
const metadata = { actorId: 'user_456', accountId: 'acc_123' }
// What `system.*` says is told by Creel alone.
const types = Object.entries(catalogue)
  .map(([type, { sample }]) => ({ type, sample }))
  .filter(({ type }) => !type.startsWith('system.'))

type Expected = { type: string; version: number; data: unknown; id: string; workspaceId: string }

/** The documents of TaskFlow and the group API have times in whole seconds. */
const wholeSeconds = (text: string): string => text.replaceAll(/(At|since)":"([^".]+)\.\d+Z"/g, '$1":"$2Z"')

// Another way than that of the envelopes, on purpose: the keys are changed in the text.
const snakeText = (text: string): string =>
  text.replaceAll(/"([a-z]+(?:[A-Z][a-z]*)+)":/g, (key) =>
    key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )

const isOwn = (type: string): boolean => /^(task|comment|workflow)\./.test(type)

/** The whole body that a webhook gets of an event, by its envelope. */
const bodies: Record<EnvelopeName, (event: Expected) => string> = {
  standard: ({ type, data }) => JSON.stringify({ type, timestamp: time, data }),
  taskflow: ({ id, type, data }) => {
    const [text, whole] = [JSON.stringify(data), '2026-11-17T14:31:02Z']
    const written = isOwn(type) ? snakeText(wholeSeconds(text)) : text
    return `{"id":"${id}","type":"${type}","timestamp":"${whole}","data":${written},"metadata":{"account_id":"acc_123","triggered_by":"user_456"}}`
  },
  group: ({ type, data, workspaceId }) => {
    const [text, whole] = [JSON.stringify(data), '2026-11-17T14:31:02Z']
    const written = isOwn(type) ? wholeSeconds(text) : text
    return `{"event":"${type}","groupId":"${workspaceId}","timestamp":"${whole}","actorId":"user_456","data":${written}}`
  },
  platform: ({ type, version, data }) =>
    JSON.stringify({ type, version, source: 'my app', timestamp: time, data, metadata }),
  cloudevents: ({ id, type, data }) =>
    `{"specversion":"1.0","id":"${id}","source":"my%20app","type":"${type}","time":"${time}","datacontenttype":"application/json","data":${JSON.stringify(data)}}`,
  'cloudevents-binary': ({ data }) => JSON.stringify(data),
  data: ({ data }) => JSON.stringify(data),
}

const headerOf = ({ headers }: SunkRequest, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1]

test('every type of event reaches a sink whole in every envelope, signed twice', { timeout: 120_000 }, async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  for (const envelope of EnvelopeName.options) {
    await creel.call('webhooks.create', {
      name: envelope,
      url: `${sink.url}/${envelope}`,
      events: ['*'],
      envelope,
      secret,
    })
  }
  const published = []
  for (const { type, sample } of types) {
    const { id, workspaceId, version, data } = await creel.call('events.publish', {
      type,
      source: 'my app',
      time,
      data: sample,
      metadata,
    })
    expect(data).toEqual(sample)
    published.push({ id, workspaceId, version, data, type })
  }
  const count = published.length * EnvelopeName.options.length
  await expect.poll(() => sink.requests.length, { timeout: 90_000, interval: 200 }).toBe(count)

  const verifier = new Verifier(secret)
  for (const request of sink.requests) {
    const envelope = EnvelopeName.parse(request.target.slice(1))
    const event = published.find(({ id }) => id === headerOf(request, 'webhook-id'))
    const body = request.body.toString()
    expect(body).toBe(event && bodies[envelope](event))
    const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]))
    expect(() => verifier.verify(body, headers)).not.toThrow()
    expect(headers['x-taskflow-signature']).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
    expect(headers['x-taskflow-event']).toBe(event?.type)
    const isStructured = envelope === 'cloudevents'
    expect(headers['content-type']).toMatch(isStructured ? /^application\/cloudevents\+json/ : /^application\/json$/)
    expect(headers['ce-id']).toBe(envelope === 'cloudevents-binary' ? event?.id : undefined)
  }
  const pairs = sink.requests.map((request) => `${request.target} ${headerOf(request, 'webhook-id')}`)
  expect(new Set(pairs).size).toBe(count)
})
