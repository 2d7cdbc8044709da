import { expect, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const wait = { timeout: 30_000, interval: 100 }
const ended = new Set(['delivered', 'dead_letter'])

const deliveriesOf = async (creel: RunningService) => (await creel.call('deliveries.list', { limit: 200 })).items
const isQuiet = async (creel: RunningService): Promise<boolean> =>
  (await deliveriesOf(creel)).every(({ state }) => ended.has(state))

/** How many requests came, by what became of them. */
async function requestStates(creel: RunningService): Promise<Record<string, number>> {
  const { items } = await creel.call('requests.list', { limit: 200 })
  const counts = Map.groupBy(items, ({ state }) => state)
  return Object.fromEntries([...counts].map(([state, rows]) => [state, rows.length]))
}

test(
  'a webhook that sends what a source receives to that source stops within three hops',
  { timeout: 60_000 },
  async () => {
    await using creel = await runService()
    const { url } = await creel.firstSource()
    await creel.call('webhooks.create', {
      name: 'Circle',
      url,
      events: ['*'],
      retry: { kind: 'schedule', delaysSeconds: [] },
    })
    await fetch(url, { method: 'POST', body: '{"round":0}' })
    await expect
      .poll(async () => (await deliveriesOf(creel)).some(({ state }) => state === 'dead_letter'), wait)
      .toBe(true)
    await expect.poll(() => isQuiet(creel), wait).toBe(true)
    const states = (await deliveriesOf(creel)).map(({ state, lastStatus }) => `${state} ${lastStatus}`)
    expect(states).toEqual(['dead_letter 508', 'delivered 200', 'delivered 200', 'delivered 200'])
    expect(await requestStates(creel)).toEqual({ accepted: 4, refused: 1 })
  },
)

test('two webhooks that feed two sources in turn stop too, and do not multiply', { timeout: 60_000 }, async () => {
  await using creel = await runService()
  const first = await creel.firstSource()
  const second = await creel.call('sources.create', { name: 'Second' })
  for (const { url } of [first, second]) {
    await creel.call('webhooks.create', {
      name: url,
      url,
      events: ['*'],
      retry: { kind: 'schedule', delaysSeconds: [] },
    })
  }
  await fetch(first.url, { method: 'POST', body: '{"round":0}' })
  // Each request goes to both: 2, 4 and 8 arrive, and the 16 that follow are refused.
  await expect.poll(async () => (await deliveriesOf(creel)).length, wait).toBe(30)
  await expect.poll(() => isQuiet(creel), wait).toBe(true)
  const dead = (await deliveriesOf(creel)).filter(({ state }) => state === 'dead_letter')
  expect(dead.map(({ lastStatus }) => lastStatus)).toEqual(Array.from({ length: 16 }, () => 508))
  expect(await requestStates(creel)).toEqual({ accepted: 15, refused: 16 })
})
