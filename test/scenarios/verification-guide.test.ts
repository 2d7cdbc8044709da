import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

test('the guide of a webhook is filled in with its signatures and the name of its secret, never with the secret', async () => {
  await using creel = await runService()
  const { id, secret } = await creel.call('webhooks.create', {
    name: 'Orders, live',
    url: 'https://hooks.example.com/orders',
    events: ['task.*'],
    signatures: [
      { profile: 'standard' },
      { profile: 'custom', hash: 'sha512', scheme: { header: 'X-Acme-Signature', item: '{hash}:{signature}' } },
    ],
  })
  expect(secret).toMatch(/^whsec_/)
  const { secretName, guides } = await creel.call('webhooks.verificationGuide', { id })
  expect(secretName).toBe('ORDERS_LIVE_SECRET')
  expect(guides.map(({ title, samples }) => [title, samples.length])).toEqual([
    ['Standard Webhooks', 9],
    ['Custom', 9],
  ])
  const codes = guides.map(({ samples }) => samples.map(({ code }) => code).join('\n'))
  expect(codes.every((code) => code.includes('ORDERS_LIVE_SECRET'))).toBe(true)
  expect(codes[1]).toContain('X-Acme-Signature')
  expect(JSON.stringify(guides)).not.toContain(secret?.slice('whsec_'.length) ?? 'no secret')
})

test('there is no guide to a webhook that is not there', async () => {
  await using creel = await runService()
  const id = 'wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
  await expect(creel.call('webhooks.verificationGuide', { id })).rejects.toMatchObject({ code: 'webhook-not-found' })
})
