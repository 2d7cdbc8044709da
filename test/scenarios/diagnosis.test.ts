import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const body = '{"id":"evt_1","type":"invoice.paid"}'

async function sendSigned(creel: RunningService, url: string, secret: string, sent: string = body): Promise<string> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = { 'X-GitHub-Event': 'ping', 'X-Hub-Signature-256': `sha256=${signature}` }
  await fetch(url, { method: 'POST', headers, body: sent })
  const waiting = async (): Promise<string> => {
    const { items } = await creel.call('requests.list', { limit: 1 })
    return items[0] ? items[0].id : waiting()
  }
  return waiting()
}

const sourceWith = async (creel: RunningService, name: string, secret: string) => {
  const source = await creel.call('sources.create', { name, provider: 'github' })
  return { ...source, secret: await creel.call('sources.addSecret', { id: source.id, secret, name: 'main' }) }
}

test('a request signed with the secret of another source is told so, and verifies once that secret is used', async () => {
  await using creel = await runService()
  const here = await sourceWith(creel, 'here', 'the secret of here')
  const there = await sourceWith(creel, 'there', 'the secret of there')
  const id = await sendSigned(creel, here.url, 'the secret of there')
  const { state, findings } = await creel.call('requests.diagnose', { id })
  expect({ state, findings }).toMatchObject({
    state: 'found',
    findings: [{ cause: 'other-secret', action: { kind: 'use-secret', secretId: there.secret.id } }],
  })
  expect(findings[0]?.evidence).toContain('the secret of the source “there”')
  await creel.call('sources.useSecret', { id: here.id, secretId: there.secret.id })
  expect((await creel.call('requests.show', { id })).verification.state).toBe('verified')
  expect(await creel.call('requests.diagnose', { id })).toMatchObject({ state: 'not-needed' })
})

test('a secret that was removed is named, can be taken back, and is not checked with before', async () => {
  await using creel = await runService()
  const source = await sourceWith(creel, 'rotated', 'the secret of before')
  await creel.call('sources.addSecret', { id: source.id, secret: 'the secret of today', name: '' })
  await creel.call('sources.removeSecret', { id: source.id, secretId: source.secret.id })
  const id = await sendSigned(creel, source.url, 'the secret of before')
  expect((await creel.call('requests.show', { id })).verification.state).toBe('failed')
  const { findings } = await creel.call('requests.diagnose', { id })
  expect(findings).toMatchObject([{ cause: 'removed-secret' }])
  await creel.call('sources.useSecret', { id: source.id, secretId: source.secret.id })
  expect((await creel.call('requests.show', { id })).verification.state).toBe('verified')
})

test('a source that is set to the scheme that was found checks again what it had refused', async () => {
  await using creel = await runService()
  const source = await creel.call('sources.create', { name: 'mistaken', provider: 'stripe' })
  await creel.call('sources.addSecret', { id: source.id, secret: 'of github' })
  const id = await sendSigned(creel, source.url, 'of github')
  const { findings } = await creel.call('requests.diagnose', { id })
  expect(findings).toMatchObject([{ cause: 'other-scheme', action: { kind: 'set-provider', provider: 'github' } }])
  await creel.call('sources.update', { id: source.id, provider: 'github' })
  expect((await creel.call('requests.show', { id })).verification.state).toBe('verified')
})

test('a body of the largest size is diagnosed within the limit of work, and it says so', async () => {
  await using creel = await runService()
  const source = await sourceWith(creel, 'large', 'a secret')
  const id = await sendSigned(creel, source.url, 'a secret', `"${'x\n'.repeat(4_500_000)}"`)
  const { state, summary, trials } = await creel.call('requests.diagnose', { id })
  expect(state).toBe('none')
  expect(summary).toContain('the body is large')
  expect(trials.some(({ outcome }) => outcome === 'unfinished')).toBe(true)
})

test('a secret of no source of this workspace cannot be used', async () => {
  await using creel = await runService()
  const source = await sourceWith(creel, 'here', 'the secret of here')
  await expect(
    creel.call('sources.useSecret', { id: source.id, secretId: 'sec_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD' }),
  ).rejects.toMatchObject({ code: 'secret-not-found' })
})

test('a secret that a source has is refused a second time, in words that do not tell it; another source may have it', async () => {
  await using creel = await runService()
  const here = await sourceWith(creel, 'here', 'a secret of sixteen letters')
  const there = await sourceWith(creel, 'there', 'a secret of sixteen letters')
  const again = creel.call('sources.addSecret', {
    id: here.id,
    secret: ' a secret of sixteen letters\n',
    name: 'again',
  })
  const refusal = await again.catch((error: unknown) => error as Error)
  expect(refusal).toMatchObject({ code: 'conflict' })
  expect((refusal as Error).message).toBe(
    `The source has this secret already: main (…ters), ${here.secret.id}. Nothing was added.`,
  )
  await expect(creel.call('sources.useSecret', { id: here.id, secretId: there.secret.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await creel.call('sources.get', { id: here.id })).secrets).toHaveLength(1)
})

test('a request of which nobody knows how it would be signed is told so, not that its secret is wrong', async () => {
  await using creel = await runService()
  const source = await creel.call('sources.create', { name: 'anyone' })
  await fetch(source.url, { method: 'POST', body: '{}' })
  const { items } = await creel.call('requests.list', { sourceId: source.id })
  const diagnosis = await creel.call('requests.diagnose', { id: items[0]?.id ?? '' })
  expect(diagnosis.summary).toContain('No sender is recognised, so nothing says how to check. Choose a provider')
  await creel.call('sources.update', { id: source.id, provider: 'github' })
  const headers = { 'x-github-event': 'ping', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }
  await fetch(source.url, { method: 'POST', headers, body: '{}' })
  const [newest] = (await creel.call('requests.list', { sourceId: source.id })).items
  const { summary } = await creel.call('requests.diagnose', { id: newest?.id ?? '' })
  expect(summary).toContain('The source has no secret to check with.')
})
