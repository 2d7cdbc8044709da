import { expect, test } from 'vitest'
import { webhookPresets } from '#shared/rules/webhook-presets.ts'
import { virtualSending } from '#test/support/virtual-sending.ts'

test('of 1,001 deliveries a day TaskFlow gets 1,000; the last is kept, and sent when the next UTC day begins', async () => {
  await using world = await virtualSending(() => ({ status: 200 }))
  const { settings } = webhookPresets.taskflow
  // Unsigned: the limit is what counts here.
  await world.hasWebhook({ url: 'https://hooks.example.com/in', ...settings, signatures: [], concurrency: 100 })
  const ids: string[] = []
  for (let number = 0; number < 1001; number += 1) ids.push(await world.publish({ number }, 'task.created'))
  await world.settle()
  expect(world.arrivals).toHaveLength(1000)
  expect(world.states()).toEqual({ delivered: 1000, queued: 1 })

  const midnight = Date.parse('2026-03-03T00:00:00.000Z')
  await world.run(midnight - 1 - world.clock.now())
  await world.restart()
  expect(world.arrivals).toHaveLength(1000)
  await world.run(1)
  expect(world.states()).toEqual({ delivered: 1001 })
  expect(world.arrivals.at(-1)).toMatchObject({ eventId: ids.at(-1), at: midnight })
})
