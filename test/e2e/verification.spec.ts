import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { send } from './support/creel.ts'
import { detailOf, expect, rowsOf, test } from './support/test.ts'
import { lookAtImport, openMock, petsDocument } from './support/verification-screens.ts'

test('the doctor names the cause of a failed signature, and one press mends it', async ({ app, creel }) => {
  const here = await creel.call('sources.create', { name: 'here', provider: 'github' })
  const there = await creel.call('sources.create', { name: 'there', provider: 'github' })
  await creel.call('sources.addSecret', { id: here.id, secret: 'the secret of here' })
  await creel.call('sources.addSecret', { id: there.id, secret: 'the secret of there' })
  const body = '{"zen":"Keep it logically awesome."}'
  const signature = createHmac('sha256', 'the secret of there').update(body).digest('hex')
  const headers = { 'x-github-event': 'ping', 'x-hub-signature-256': `sha256=${signature}` }
  await send(here.url, { headers, body })
  await app.goto(`${creel.controlUrl}/#/inspect`)
  await rowsOf(app).first().click()
  await detailOf(app).getByRole('tab', { name: 'Signature' }).click()
  const diagnosis = detailOf(app).getByRole('region', { name: 'Diagnosis' })
  await expect(diagnosis).toContainText('the secret of the source “there”')
  await diagnosis.getByText('What was tried').click()
  await expect(diagnosis.getByRole('listitem').filter({ hasText: 'fits' })).toHaveCount(1)
  await diagnosis.getByRole('button', { name: 'Use this secret' }).click()
  await expect(diagnosis).toHaveCount(0)
  const { items } = await creel.call('requests.list', {})
  expect(items.map(({ verification }) => verification.state)).toEqual(['verified'])
})

test.describe('with a request', () => {
  test.use({ before: { sent: [{ path: '/first' }] } })

  test('a command is looked at, told what it loses, imported by keyboard and opened', async ({ app }) => {
    await lookAtImport(app, 'curl -X PUT https://example.com/orders/17 --digest -u me:secret -d paid=1')
    const found = app.getByRole('list', { name: 'What will be imported' })
    await expect(found).toContainText('PUT /orders/17')
    await expect(found).toContainText('--digest was left out')
    await app.getByRole('button', { name: 'Import 1 request' }).press('Enter')
    await expect(rowsOf(app)).toHaveCount(2)
    await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/orders/17')
  })

  test('what is shared is saved without its secrets', async ({ app, creel }) => {
    await creel.send({ path: '/second', headers: { authorization: 'Bearer abcdefgh12345678' } })
    await app.keyboard.press('n')
    await rowsOf(app).filter({ hasText: '/second' }).click()
    const saving = app.waitForEvent('download')
    await app.keyboard.press('Shift+S')
    const saved = readFileSync(await (await saving).path(), 'utf8')
    expect(saved).toContain('/second')
    expect(saved).not.toContain('abcdefgh12345678')
    await expect(app.getByRole('region', { name: 'Messages' })).toContainText('saved without secrets')
  })
})

test('a document is looked at, told what it loses, and answers; undo brings the old answers back', async ({
  app,
  creel,
}) => {
  await openMock(app, creel)
  await app.getByLabel('OpenAPI document', { exact: true }).fill(petsDocument)
  await app.getByRole('button', { name: 'Look at it' }).press('Enter')
  await expect(app.getByRole('list', { name: 'What is left out' })).toContainText('leads nowhere')
  await app.getByRole('button', { name: 'Mock 1 operation' }).press('Enter')
  await expect.poll(() => creel.send({ method: 'DELETE', path: '/pets/7' })).toBe(405)
  await app.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => creel.send({ method: 'DELETE', path: '/pets/7' })).toBe(200)
})
