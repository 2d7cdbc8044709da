import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SourceSettings } from '#shared/model/source.ts'
import { askRaw } from '#test/support/raw-answer.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService()
})
afterAll(() => creel[Symbol.asyncDispose]())

const secret = 'It is a secret to everybody'

async function watching(settings: Partial<SourceSettings>, on = creel) {
  const source = await on.call('sources.create', {
    name: 'watched',
    provider: 'github',
    replayWindowSeconds: 600,
    ...settings,
  })
  await on.call('sources.addSecret', { id: source.id, name: '', secret })
  return source
}

function send(url: string, body: string, id = 'one') {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = [`X-Hub-Signature-256: sha256=${signature}`, 'X-GitHub-Event: push', `X-GitHub-Delivery: ${id}`]
  return askRaw(url, 'POST', headers, body)
}

const verdictsOf = async (sourceId: string, on = creel) =>
  (await on.call('requests.list', { sourceId })).items.map(({ state, verification }) => [
    state,
    verification.state,
    verification.reason,
  ])

describe('within the replay window', () => {
  test('a strict source refuses what was signed and came before, under whatever id, and takes what is new', async () => {
    const { id, url } = await watching({ verificationPolicy: 'strict' })
    expect(await send(url, '{"n":1}')).toMatchObject({ status: 200 })
    expect(await send(url, '{"n":1}', 'another id')).toMatchObject({ status: 409 })
    expect(await send(url, '{"n":2}')).toMatchObject({ status: 200 })
    expect(await verdictsOf(id)).toEqual([
      ['accepted', 'verified', null],
      ['refused', 'failed', 'replayed'],
      ['accepted', 'verified', null],
    ])
  })

  test('a soft source takes it, says what it is, and shows the failed step', async () => {
    const { id, url } = await watching({})
    await send(url, '{"n":1}')
    expect(await send(url, '{"n":1}')).toMatchObject({ status: 200 })
    const [newest] = (await creel.call('requests.list', { sourceId: id })).items
    const report = await creel.call('requests.verification', { id: newest?.id ?? '' })
    expect(report).toMatchObject({ state: 'failed', reason: 'replayed' })
    expect(report.steps.at(-1)).toMatchObject({ state: 'failed', title: 'The same signed request came before' })
    await creel.call('sources.addSecret', { id, name: 'second', secret: 'another one' })
    expect((await verdictsOf(id))[0]).toEqual(['accepted', 'failed', 'replayed'])
  })

  test('of many copies at once exactly one is taken', async () => {
    const { id, url } = await watching({ verificationPolicy: 'strict' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(url, '{"n":1}')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19)
    expect((await verdictsOf(id)).filter(([state]) => state === 'accepted')).toHaveLength(1)
  })

  test('what a token proves comes with every request: it is no replay', async () => {
    const { url } = await watching({ provider: 'bearer', verificationPolicy: 'strict' })
    for (let count = 0; count < 2; count += 1)
      expect(await askRaw(url, 'POST', [`Authorization: Bearer ${secret}`], '{}')).toMatchObject({ status: 200 })
  })
})

test('without a window a copy is verified like any other', async () => {
  const { id, url } = await watching({ replayWindowSeconds: null, verificationPolicy: 'strict' })
  await send(url, '{"n":1}')
  await send(url, '{"n":1}')
  expect(await verdictsOf(id)).toEqual([
    ['accepted', 'verified', null],
    ['accepted', 'verified', null],
  ])
})

test('what came before a stop is known after it', async () => {
  using home = temporaryFolder()
  const before = await runService({ home: home.path })
  const { id, url } = await watching({ verificationPolicy: 'strict' }, before)
  await send(url, '{"n":1}')
  await before.stop()
  await using after = await runService({ home: home.path })
  const again = await after.call('sources.get', { id })
  expect(await send(again.url, '{"n":1}')).toMatchObject({ status: 409 })
})
