import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { SourceSettings } from '#shared/model/source.ts'
import { askRaw } from '#test/support/raw-answer.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService()
})
afterAll(() => creel[Symbol.asyncDispose]())

const sourceWith = (settings: Partial<SourceSettings>) => creel.call('sources.create', { name: 'limits', ...settings })

const listOf = async (sourceId: string) => (await creel.call('requests.list', { sourceId })).items

describe('allowed senders', () => {
  test('one that is not on the list is refused and kept without its body', async () => {
    const { url, id } = await sourceWith({ allowedIps: ['10.0.0.0/8', '2001:db8::/32'] })
    expect(await askRaw(url, 'POST', [], 'secret')).toMatchObject({ status: 403 })
    expect(await listOf(id)).toMatchObject([
      { state: 'refused', reason: 'address-not-allowed', status: 403, bodyBytes: 0 },
    ])
  })

  test('one that is on the list comes in', async () => {
    const { url } = await sourceWith({ allowedIps: ['127.0.0.0/8'] })
    expect(await askRaw(url, 'POST')).toMatchObject({ status: 200 })
  })

  test.each([
    [['X-Forwarded-For: 10.1.2.3'], 200],
    [['X-Forwarded-For: 8.8.8.8, 10.1.2.3'], 200],
    [['X-Forwarded-For: 8.8.8.8', 'x-forwarded-for: 10.1.2.3'], 200],
    [['X-Forwarded-For: 10.1.2.3, 8.8.8.8'], 403],
    [['X-Forwarded-For: 10.1.2.3', 'X-Forwarded-For: 8.8.8.8'], 403],
    [['X-Forwarded-For: nonsense'], 403],
    [['X-Forwarded-For: 10.1.2.3:80'], 403],
    [[], 403],
  ])('behind a tunnel the last address that it tells counts: %j gives %i', async (headers, status) => {
    const { url } = await sourceWith({ allowedIps: ['10.0.0.0/8'], trustForwardedFor: true })
    expect(await askRaw(url, 'POST', headers)).toMatchObject({ status })
  })

  test('without a tunnel the sender cannot choose its address', async () => {
    const { url } = await sourceWith({ allowedIps: ['10.0.0.0/8'] })
    expect(await askRaw(url, 'POST', ['X-Forwarded-For: 10.1.2.3'])).toMatchObject({ status: 403 })
  })
})

test('more requests than a source takes are turned away with the time to wait, and nothing is kept of them', async () => {
  const { url, id } = await sourceWith({ rateLimitPerSecond: 1 })
  const answers = await Promise.all(Array.from({ length: 30 }, () => askRaw(url, 'POST', [], 'x')))
  const tooFast = answers.filter(({ status }) => status === 429)
  expect(tooFast.length).toBeGreaterThan(0)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10)
  for (const { headers } of tooFast) expect(Number(valueOf(headers, 'Retry-After'))).toBeGreaterThanOrEqual(1)
  expect(await listOf(id)).toHaveLength(answers.length - tooFast.length)
})

test('a source without a limit takes what comes', async () => {
  const { url, id } = await sourceWith({})
  const answers = await Promise.all(Array.from({ length: 200 }, () => askRaw(url, 'POST')))
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  expect((await creel.call('requests.count', { sourceId: id })).count).toBe(200)
})
