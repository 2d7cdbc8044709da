import type { Page } from '@playwright/test'
import type { Creel } from './support/creel.ts'
import { send } from './support/creel.ts'
import { detailOf, expect, rowsOf, test, toastOf } from './support/test.ts'

const first = async (creel: Creel) => {
  const [source] = (await creel.call('sources.list')).items
  if (!source) throw new Error('There is no source.')
  return source
}

async function openSource(app: Page, creel: Creel): Promise<void> {
  await app.goto(`${creel.controlUrl}/#/sources/${(await first(creel)).id}`)
  await app.getByRole('heading', { level: 1 }).waitFor()
}

test('a new source is made, opens on its own screen and receives', async ({ app, creel }) => {
  await app.getByRole('navigation').getByRole('button', { name: 'New source' }).click()
  await app.getByRole('button', { name: 'Make the source' }).click()
  await expect(app.getByRole('alert')).toHaveText('A name has 1 to 80 letters.')
  await app.getByRole('dialog').getByLabel('Name').fill('stripe-live')
  await app.getByRole('dialog').getByLabel('Provider').selectOption({ label: 'Stripe' })
  await app.getByRole('button', { name: 'Make the source' }).click()

  await expect(app.getByRole('heading', { level: 1, name: 'stripe-live' })).toBeVisible()
  await expect(app.getByRole('navigation').getByRole('link', { name: 'Requests of stripe-live' })).toBeVisible()
  const made = (await creel.call('sources.list')).items.find(({ name }) => name === 'stripe-live')
  await expect(app.getByRole('region', { name: 'Source address' })).toContainText(made?.token ?? 'none')
  expect(await send(made?.url ?? '', {})).toBe(200)
  await app.getByRole('button', { name: 'Show its requests' }).click()
  await expect(rowsOf(app)).toHaveCount(1)
})

test('a source is renamed where it stands', async ({ app, creel }) => {
  await openSource(app, creel)
  await app.getByRole('article').getByLabel('Name').first().fill('orders')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1, name: 'orders' })).toBeVisible()
  await expect(app.getByRole('navigation').getByRole('link', { name: 'Requests of orders' })).toBeVisible()
  expect((await first(creel)).name).toBe('orders')
})

test('a secret is added, shown by its hint only, and checks what came before it', async ({ app, creel }) => {
  const secret = "It's a Secret to Everybody"
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  await creel.send({ headers: { 'x-github-event': 'push', 'x-hub-signature-256': signature }, body: 'Hello, World!' })
  await rowsOf(app).first().click()
  await detailOf(app)
    .getByRole('button', { name: /Add secret/ })
    .click()
  await detailOf(app).getByLabel('GitHub secret').fill(secret)
  await detailOf(app).getByRole('button', { name: 'Add secret', exact: true }).click()
  await expect(rowsOf(app).first()).toContainText('Signature verified')
  await expect(detailOf(app).getByRole('button', { name: /Verified/ })).toBeVisible()

  await openSource(app, creel)
  const hint = (await first(creel)).secrets[0]?.hint ?? 'none'
  await expect(app.getByRole('article')).toContainText(hint)
  await expect(app.getByRole('article')).not.toContainText(secret)
  await app.getByRole('button', { name: `Remove the secret ${hint}` }).click()
  await app.getByRole('button', { name: 'Remove 1 secret' }).click()
  await expect(toastOf(app, 'Secret removed')).toBeVisible()
  expect((await first(creel)).secrets).toEqual([])
})

test('strict refuses what is not verified, keeps it and says why', async ({ app, creel }) => {
  await openSource(app, creel)
  await app.getByRole('article').getByLabel('Provider').selectOption({ label: 'GitHub' })
  await app.getByRole('article').getByLabel('Secret', { exact: true }).fill('kept')
  await app.getByRole('article').getByRole('button', { name: 'Add secret' }).click()
  await expect(toastOf(app, 'Secret added')).toBeVisible()
  await app.getByText('Refuse', { exact: true }).click()
  await expect(app.getByText('What is not verified is kept and answered with 401.')).toBeVisible()
  await expect.poll(async () => (await first(creel)).verificationPolicy).toBe('strict')

  expect(await creel.send({ headers: { 'x-github-event': 'push' }, body: '{}' })).toBe(401)
  await app.getByRole('navigation').getByRole('link', { name: 'Inspect' }).click()
  await expect(rowsOf(app).first()).toContainText('401')
  await rowsOf(app).first().click()
  await expect(detailOf(app).getByRole('button', { name: /Refused/ })).toBeVisible()
})

test('an answer rule answers what meets its condition', async ({ app, creel }) => {
  await openSource(app, creel)
  await app.getByRole('button', { name: 'Add a rule' }).click()
  const rule = app.getByRole('listitem').filter({ hasText: 'Rule 1' })
  await rule.getByText('Rule 1').first().click()
  await rule.getByLabel('Field').fill('header.x-kind')
  await app.keyboard.press('Tab')
  await rule.getByLabel('Value').fill('teapot')
  await app.keyboard.press('Enter')
  await expect(rule).toContainText('header.x-kind is “teapot”')
  await rule.getByLabel('Status').fill('418')
  await app.keyboard.press('Enter')
  await expect(rule).toContainText('418 when')
  await expect
    .poll(async () => (await first(creel)).answerRules[0])
    .toMatchObject({
      when: { rules: [{ field: 'header.x-kind', value: 'teapot' }] },
      answer: { status: 418 },
    })

  expect(await creel.send({ headers: { 'x-kind': 'teapot' } })).toBe(418)
  expect(await creel.send({ headers: { 'x-kind': 'cup' } })).toBe(200)
})

test.describe('with a document that is none', () => {
  test.use({ expectedComplaints: /status of 400/ })

  test('an OpenAPI document becomes answer rules, looked at first, and is taken back', async ({ app, creel }) => {
    await openSource(app, creel)
    await app.getByRole('button', { name: 'From an OpenAPI document…' }).click()
    const field = app.getByRole('textbox', { name: 'OpenAPI document' })
    await field.fill('openapi: 3.1.0')
    await app.getByRole('button', { name: 'Look at it' }).click()
    await expect(app.getByRole('alert')).toContainText('“paths” is missing')
    await field.fill('openapi: 3.1.0\npaths: {/pets: {get: {responses: {202: {}}}, put: {responses: {}}}}')
    await app.getByRole('button', { name: 'Look at it' }).click()
    await expect(app.getByRole('list', { name: 'What is left out' })).toContainText('paths./pets.put')
    await app.getByRole('button', { name: 'Mock 1 operation' }).click()
    await expect(app.getByRole('listitem').filter({ hasText: 'GET /pets' })).toContainText('202 when')
    expect(await creel.send()).toBe(404)
    await app.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await first(creel)).answerRules).toEqual([])
  })
})

test('what is changed while another change is on its way keeps both', async ({ app, creel }) => {
  await creel.call('sources.update', {
    id: (await first(creel)).id,
    answerRules: [
      {
        name: 'Rule 1',
        when: { combinator: 'and', rules: [{ field: 'method', operator: 'is', value: 'POST' }] },
        answer: { status: 200, headers: [], body: '', delayMs: 0 },
      },
    ],
  })
  await openSource(app, creel)
  const rule = app.getByRole('listitem').filter({ hasText: 'Rule 1' })
  await rule.getByText('Rule 1').first().click()
  const letThrough = Promise.withResolvers<void>()
  await app.route('**/api/v1/sources/*', async (route) => {
    if (route.request().method() === 'PATCH') await letThrough.promise
    await route.continue()
  })
  const sent = app.waitForRequest((request) => request.method() === 'PATCH')
  await rule.getByLabel('Field').fill('header.x-kind')
  await app.keyboard.press('Tab')
  await sent
  await rule.getByLabel('Value').fill('teapot')
  await app.keyboard.press('Enter')
  await rule.getByLabel('Status').fill('418')
  await app.keyboard.press('Enter')
  await rule.getByLabel('Delay (ms)').fill('12')
  letThrough.resolve()
  await expect.poll(async () => (await first(creel)).answerRules[0]?.answer.status).toBe(418)
  expect((await first(creel)).answerRules[0]?.when.rules).toEqual([
    { field: 'header.x-kind', operator: 'is', value: 'teapot' },
  ])
  await expect(rule.getByLabel('Delay (ms)'), 'what is being typed stays').toHaveValue('12')
})

test.describe('while Creel refuses changes', () => {
  test.use({ expectedComplaints: /net::ERR_FAILED/ })

  test('a switch that cannot be changed, and a change that cannot be taken back, say so', async ({ app, creel }) => {
    await openSource(app, creel)
    const handshakes = app.getByRole('switch', { name: 'Answer handshakes' })
    await expect(handshakes).toHaveAccessibleDescription(/answered at once, kept, and become no event/)
    await handshakes.click()
    await expect(toastOf(app, 'Handshakes changed')).toBeVisible()
    await expect(handshakes).toBeChecked({ checked: false })

    await app.route('**/api/v1/sources/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    )
    await app.keyboard.press('z')
    await expect(toastOf(app, 'Creel does not answer.')).toHaveCount(1)
    await app.getByRole('switch', { name: 'Tell me when the shape of an event changes' }).click()
    await expect(toastOf(app, 'Creel does not answer.')).toHaveCount(2)
    await expect(handshakes).toBeChecked({ checked: false })
  })
})

test('a new address takes over and the old one answers 410', async ({ app, creel }) => {
  await openSource(app, creel)
  await app.getByRole('button', { name: 'New address…' }).click()
  await app.getByRole('button', { name: 'Make a new address' }).click()
  await expect(toastOf(app, 'New address. The old one answers 410')).toBeVisible()
  expect(await creel.send()).toBe(410)
  const { url } = await first(creel)
  expect(url).not.toBe(creel.sourceUrl)
  expect(await send(url, {})).toBe(200)
  await expect(app.getByRole('article')).toContainText(url)
})

test('an address that is none is told at its field and kept to be mended', async ({ app, creel }) => {
  await openSource(app, creel)
  const field = app.getByLabel('Allowed addresses')
  await field.fill('10.0.0.0/99')
  await field.blur()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/an IP address, a range/)
  await expect(field).toHaveValue('10.0.0.0/99')
  expect((await first(creel)).allowedIps).toEqual([])

  await field.fill('10.0.0.0/8')
  await field.blur()
  await expect.poll(async () => (await first(creel)).allowedIps).toEqual(['10.0.0.0/8'])
  expect(await creel.send()).toBe(403)
})

test('a deleted source answers 410 until it is brought back', async ({ app, creel }) => {
  await creel.call('sources.create', { name: 'other' })
  await openSource(app, creel)
  await app.getByRole('button', { name: 'Delete first-hook' }).click()
  await expect(toastOf(app, 'Source first-hook deleted')).toBeVisible()
  expect(await creel.send()).toBe(410)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'first-hook' })).toBeVisible()
  expect(await creel.send()).toBe(200)
})
