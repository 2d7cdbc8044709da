import { expect, test } from 'vitest'
import type { ServiceOptions } from '#main/service.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

/** What comes of replaying a request to a target on this computer. */
async function replayTo(url: string, options: Partial<ServiceOptions>) {
  await using creel = await runService(options)
  const source = await creel.firstSource()
  await fetch(source.url, { method: 'POST', body: 'to be replayed' })
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length, { timeout: 15_000 }).toBe(1)
  const [row] = (await creel.call('requests.list', {})).items
  return await creel.call('requests.replay', { id: row?.id ?? '', url })
}

test('by default a target on this computer is sent to', async () => {
  await using sink = await openRawSink()
  expect(await replayTo(sink.url, {})).toMatchObject({ state: 'delivered' })
})

test('with the policy remote it is refused, by address and by name, and it is said why', async () => {
  await using sink = await openRawSink()
  for (const url of [sink.url, sink.url.replace('127.0.0.1', 'localhost')]) {
    expect(await replayTo(url, { egress: 'remote' })).toMatchObject({
      state: 'dead_letter',
      attempts: [
        { error: { code: 'forbidden-target', message: expect.stringMatching(/this computer itself.*“remote”/) } },
      ],
    })
  }
  expect(sink.requests).toEqual([])
})

test('a range that an admin allows is sent to', async () => {
  await using sink = await openRawSink()
  const options = { egress: 'remote', egressAllow: ['127.0.0.0/8'] } as const
  expect(await replayTo(sink.url, options)).toMatchObject({ state: 'delivered' })
})

test('metadata services are refused under either policy', async () => {
  const url = 'http://169.254.169.254/latest/meta-data/'
  for (const egress of ['local', 'remote'] as const) {
    expect(await replayTo(url, { egress })).toMatchObject({ attempts: [{ error: { code: 'forbidden-target' } }] })
  }
})
