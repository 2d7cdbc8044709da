import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

test('a source cannot send its requests on to Creel itself', async () => {
  await using creel = await runService()
  const { id } = await creel.firstSource()
  for (const target of [`${creel.receiverUrl}/in/x`, creel.controlUrl.replace('127.0.0.1', 'localhost')]) {
    const forwarding = { mode: 'forward', targets: ['http://localhost:3000', target] } as const
    await expect(creel.call('sources.update', { id, forwarding })).rejects.toMatchObject({
      code: 'forbidden-target',
      errors: [{ path: 'forwarding.targets.1' }],
    })
  }
})

test('a replay never reaches the control port', async () => {
  await using creel = await runService()
  const { url } = await creel.firstSource()
  await fetch(`${url}/healthz`, { method: 'POST', body: 'to be replayed' })
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length).toBe(1)
  const [row] = (await creel.call('requests.list', {})).items
  const delivery = await creel.call('requests.replay', { id: row?.id ?? '', url: creel.controlUrl })
  expect(delivery).toMatchObject({ state: 'dead_letter', attempts: [{ error: { code: 'forbidden-target' } }] })
})
