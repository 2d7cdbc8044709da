import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'
import { ended, runsOf } from '#test/support/trigger-runs.ts'

test('two triggers that feed each other stop and say so; so does a chain that is too long', async () => {
  await using creel = await runService()
  const emits = async (name: string, on: string, type: string) =>
    creel.call('triggers.create', { name, events: [on], actions: [{ kind: 'emit', type }], enabled: true })
  const ping = await emits('Ping', 'ball.ping', 'ball.pong')
  const pong = await emits('Pong', 'ball.pong', 'ball.ping')
  await creel.call('events.publish', { type: 'ball.ping', data: {} })
  const [stopped, ran] = await ended(creel, ping.id, 2)
  expect(ran).toMatchObject({ state: 'succeeded', stopped: null, depth: 0 })
  expect(stopped).toMatchObject({ state: 'stopped', stopped: 'loop', depth: 2 })
  expect(stopped?.reason).toMatch(/^stopped: loop\./)
  expect(await ended(creel, pong.id, 1)).toMatchObject([{ state: 'succeeded', depth: 1 }])

  const chain = await Promise.all(
    Array.from({ length: 10 }, (_, n) => emits(`Step ${n}`, `step.n${n}`, `step.n${n + 1}`)),
  )
  await creel.call('events.publish', { type: 'step.n0', data: {} })
  expect(await ended(creel, chain[8]?.id ?? '', 1)).toMatchObject([{ stopped: 'loop', depth: 8 }])
  expect(await runsOf(creel, chain[9]?.id ?? '')).toEqual([])
})

test('a loop through an own source ends by its hops', async () => {
  await using creel = await runService()
  const { url } = await creel.firstSource()
  await creel.call('webhooks.create', { name: 'Back to us', url, events: ['round.trip'] })
  await creel.call('triggers.create', {
    name: 'Round',
    events: ['request.received', 'standard.webhooks.*'],
    actions: [{ kind: 'emit', type: 'round.trip' }],
    enabled: true,
  })
  await fetch(url, { method: 'POST', body: 'go' })
  const refused = async () => (await creel.call('requests.list', {})).items.filter(({ reason }) => reason === 'loop')
  await expect.poll(async () => (await refused()).length, { timeout: 10_000 }).toBe(1)
  expect((await creel.call('requests.list', {})).items).toHaveLength(5)
})

test('all types leave out Creel’s own, and triggers that take all do not feed each other', async () => {
  await using creel = await runService()
  const all = (name: string) =>
    creel.call('triggers.create', { name, events: ['*'], actions: [{ kind: 'notify', title: name }], enabled: true })
  const one = await all('One')
  const other = await all('Other')
  await creel.call('events.publish', { type: 'order.paid', data: {} })
  for (const { id } of [one, other]) {
    const runs = await ended(creel, id, 3)
    expect(runs.map(({ eventType, state }) => `${eventType} ${state}`).toSorted()).toEqual([
      'order.paid succeeded',
      'workflow.triggered stopped',
      'workflow.triggered succeeded',
    ])
  }
})

test('what comes beyond the limit of an hour is recorded, not run, and one notice tells it', async () => {
  await using creel = await runService()
  const trigger = await creel.call('triggers.create', {
    name: 'Twice',
    events: ['order.paid'],
    actions: [{ kind: 'emit', type: 'order.seen' }],
    runsPerHour: 2,
    enabled: true,
  })
  for (let count = 0; count < 4; count += 1) await creel.call('events.publish', { type: 'order.paid', data: {} })
  const runs = await ended(creel, trigger.id, 4)
  expect(runs.map(({ state, stopped }) => [state, stopped])).toEqual([
    ['stopped', 'limit'],
    ['stopped', 'limit'],
    ['succeeded', null],
    ['succeeded', null],
  ])
  expect((await creel.call('events.list', { type: 'order.seen' })).items).toHaveLength(2)
  expect((await creel.call('triggers.get', { id: trigger.id })).runsToday).toBe(2)
})
