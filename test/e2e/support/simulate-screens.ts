import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import type { Creel } from './creel.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape } from './screen-steps.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

const goTo = (app: Page, creel: Creel, path = ''): Promise<unknown> => app.goto(`${creel.controlUrl}/#/simulate${path}`)

/** Opens Simulate with an event chosen. */
export async function simulate(app: Page, creel: Creel): Promise<void> {
  await goTo(app, creel)
  await app.getByRole('textbox', { name: 'Find an event' }).fill('payment_failed')
  await app.getByRole('button', { name: 'invoice.payment_failed' }).click()
  await app.getByText('Expected:').waitFor()
}

/** Asks a handler that takes whatever comes, and waits for the report. */
export async function checkCareless(creel: Creel): Promise<string> {
  const server = createServer((request, response) => request.resume().once('end', () => response.writeHead(200).end()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
  const { id } = await creel.call('checks.run', { url, provider: 'stripe', secret })
  while ((await creel.call('checks.get', { id })).state === 'running')
    await new Promise((resolve) => setTimeout(resolve, 50))
  server.closeAllConnections()
  server.close()
  return id
}

async function scriptedSource(creel: Creel): Promise<string> {
  const { id, url } = await creel.call('sources.create', { name: 'sender-bench', provider: 'standard-webhooks' })
  await creel.call('sources.addSecret', { id, secret })
  await creel.call('sources.playScript', { id, script: 'fails-3-times' })
  const body = JSON.stringify({ id: 'evt_1', type: 'invoice.paid' })
  for (let attempt = 0; attempt < 3; attempt += 1) await fetch(url, { method: 'POST', body })
  return id
}

/** Simulate, checks of handlers and the test of a sender, in every state. */
export const simulateScreens: readonly Screen[] = [
  {
    name: 'simulate-empty',
    show: async (app, creel) => {
      await goTo(app, creel)
      await app.getByText('What you send shows here').waitFor()
    },
  },
  { name: 'simulate', show: simulate },
  {
    name: 'simulate-no-match',
    show: (app) => app.getByRole('textbox', { name: 'Find an event' }).fill('no such event'),
    leave: (app) => app.getByRole('textbox', { name: 'Find an event' }).fill(''),
  },
  {
    name: 'simulate-sent',
    show: async (app, creel) => {
      await simulate(app, creel)
      await app.keyboard.press('Control+Enter')
      await app.getByRole('region', { name: 'Sent' }).getByRole('link', { name: 'Open' }).waitFor()
    },
  },
  {
    name: 'simulate-url',
    show: async (app) => {
      await app.getByLabel('Any URL').check()
      await app.getByLabel('URL', { exact: true }).fill('http://localhost:3000/webhooks')
      await app.getByText('Give the secret').waitFor()
    },
    leave: (app) => app.getByLabel('A source').check(),
  },
  {
    name: 'simulate-headers',
    show: (app) => app.getByRole('tab', { name: /Headers/ }).click(),
    leave: (app) => app.getByRole('tab', { name: 'Payload' }).click(),
  },
  {
    name: 'simulate-save',
    show: async (app) => {
      await app.keyboard.press('Control+s')
      await app.getByRole('dialog').waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'check-new',
    show: async (app, creel) => {
      await goTo(app, creel, '/checks')
      await app.getByRole('heading', { name: 'Check a handler' }).waitFor()
    },
  },
  {
    name: 'check-new-hmac',
    show: (app) =>
      app
        .getByLabel('Sender whose webhooks it takes')
        .selectOption('hmac')
        .then(() => undefined),
  },
  {
    name: 'check-new-mistake',
    show: async (app) => {
      await app.getByLabel('URL of the handler').fill('ftp://example.com')
      await app.getByLabel('Signing secret').fill('x')
      await app.getByRole('button', { name: 'Run the check' }).click()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
  },
  {
    name: 'check-report',
    show: async (app, creel) => {
      const id = await checkCareless(creel)
      await goTo(app, creel, `/checks/${id}`)
      await app.getByRole('button', { name: 'Copy JUnit' }).waitFor()
    },
  },
  {
    name: 'check-unknown',
    show: async (app, creel) => {
      await goTo(app, creel, '/checks/chk_01KB0000000000000000000000')
      await app.getByText('The report could not be read').waitFor()
    },
  },
  {
    name: 'source-script',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/sources/${await scriptedSource(creel)}`)
      await app.getByText('Steps', { exact: true }).click()
      await app.getByText('3 requests since').waitFor()
      await app.getByRole('region', { name: 'Verdict on the sender' }).scrollIntoViewIfNeeded()
    },
  },
]
