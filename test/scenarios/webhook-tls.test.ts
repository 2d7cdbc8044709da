import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

const cert = readFileSync('test/fixtures/tls/localhost.pem', 'utf8')
const key = readFileSync('test/fixtures/tls/localhost-key.pem', 'utf8')

test('a webhook sends to a certificate of one’s own where it trusts it, and not where it does not', async () => {
  let served = 0
  const server = createServer({ key, cert }, (_, response) => {
    served += 1
    response.end('ok')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  await using creel = await runService()
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  const wary = await creel.call('webhooks.create', { name: 'Wary', url, events: ['*'], retry })
  const trusting = await creel.call('webhooks.create', {
    name: 'Trusting',
    url,
    events: ['*'],
    retry,
    tls: { authority: cert },
  })
  await creel.call('events.publish', { type: 'order.paid' })
  const outcomeOf = async (webhookId: string) => (await creel.call('deliveries.list', { webhookId })).items[0]
  const wait = { timeout: 15_000 }
  await expect.poll(() => outcomeOf(trusting.id), wait).toMatchObject({ state: 'delivered', lastStatus: 200 })
  await expect.poll(() => outcomeOf(wary.id), wait).toMatchObject({ state: 'dead_letter', errorClass: 'tls' })
  expect(served).toBe(1)
  server.close()
})
