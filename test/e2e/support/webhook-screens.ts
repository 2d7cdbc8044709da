import type { Page } from '@playwright/test'
import type { Creel } from './creel.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape } from './screen-steps.ts'

const list = /api\/v1\/webhooks(\?|$)/

const goTo = (app: Page, creel: Creel, path: string): Promise<unknown> =>
  app.goto(`${creel.controlUrl}/#/webhooks${path}`)

const idOf = async (creel: Creel, name: string): Promise<string> => {
  const found = (await creel.call('webhooks.list')).items.find((webhook) => webhook.name === name)
  if (!found) throw new Error(`There is no webhook ${name}.`)
  return found.id
}

async function open(app: Page, creel: Creel, name: string, tab = ''): Promise<void> {
  await goTo(app, creel, `/${await idOf(creel, name)}${tab}`)
  await app.getByRole('article', { name: `Webhook ${name}` }).waitFor()
}

/** Webhooks of several kinds; nothing listens where they send. */
async function makeWebhooks(creel: Creel): Promise<void> {
  const url = 'http://127.0.0.1:9/hooks'
  await creel.call('webhooks.create', {
    name: 'ops',
    url,
    events: ['task.created', 'task.completed', 'workflow.*', 'stripe.invoice.*'],
    headers: [
      { name: 'X-Env', value: 'production', isSecret: false },
      { name: 'X-Tenant-Key', value: 'kept', isSecret: true },
    ],
    auth: { kind: 'bearer', secret: 'kept' },
    condition: { combinator: 'and', rules: [{ field: 'data.priority', operator: 'is', value: 'high' }] },
  })
  await creel.call('webhooks.create', { name: 'ledger', url, events: ['*'], preset: 'taskflow', secret: 'given' })
  await creel.call('webhooks.create', { name: 'legacy sync', url, events: ['user.*'], preset: 'group' })
  await creel.call('webhooks.pause', { id: await idOf(creel, 'legacy sync') })
}

/** Webhooks, from none to all that one can show. */
export const webhookScreens: readonly Screen[] = [
  {
    name: 'webhooks-empty',
    // Deliveries have been shown before, and with them webhooks.
    show: async (app, creel) => {
      await app.route(list, (route) => route.fulfill({ json: { items: [], nextCursor: null } }))
      await goTo(app, creel, '')
      await app.reload()
      await app.getByText('Tell another system when tasks change.').waitFor()
    },
    leave: (app) => app.unroute(list),
  },
  {
    name: 'webhook-new',
    show: async (app) => {
      await app.getByRole('button', { name: 'New webhook' }).first().click()
      await app.getByRole('checkbox', { name: 'task.created' }).waitFor()
    },
  },
  {
    name: 'webhook-new-mistakes',
    show: async (app) => {
      await app.getByRole('textbox', { name: 'URL' }).fill('ftp://example.com')
      await app.keyboard.press('Control+s')
      await app.getByText('This must be an absolute http or https URL.').waitFor()
    },
    leave: async (app) => {
      await app.getByRole('button', { name: 'Drop' }).click()
    },
  },
  {
    name: 'webhook',
    show: async (app, creel) => {
      await makeWebhooks(creel)
      await open(app, creel, 'ops')
      await app.getByRole('checkbox', { name: 'task.created' }).waitFor()
    },
  },
  {
    name: 'webhook-limits',
    show: async (app) => {
      await app.getByText('Limits, rotation, TLS and what is kept').click()
      await app.getByLabel('TLS version').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'webhook-guide',
    show: async (app, creel) => {
      await open(app, creel, 'ops', '/guide')
      await app.getByRole('textbox', { name: 'Verification in Node.js' }).waitFor({ state: 'attached' })
    },
  },
  {
    name: 'webhook-deliveries-empty',
    show: async (app, creel) => {
      await open(app, creel, 'ops', '/deliveries')
      await app.getByText('Nothing was sent to ops yet.').waitFor()
    },
  },
  {
    name: 'webhook-test',
    show: async (app, creel) => {
      await open(app, creel, 'ledger', '/test')
      await app.getByRole('button', { name: 'Check', exact: true }).click()
      await app.getByText('The target cannot be reached as it should.').waitFor()
      await app.keyboard.press('Control+Enter')
      await app.getByRole('region', { name: 'Result of the test' }).getByText('Dead letter').first().waitFor()
    },
  },
  {
    name: 'webhook-deliveries',
    show: async (app, creel) => {
      await open(app, creel, 'ledger', '/deliveries')
      await app.getByRole('table', { name: /Deliveries to ledger/ }).waitFor()
    },
  },
  {
    name: 'webhook-paused',
    show: async (app, creel) => open(app, creel, 'legacy sync'),
  },
  {
    name: 'webhook-rotate',
    show: async (app, creel) => {
      await open(app, creel, 'ops')
      await app.getByRole('button', { name: 'Rotate…' }).click()
      await app.getByRole('dialog', { name: 'Rotate the secret of ops' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'webhook-rotating',
    show: async (app) => {
      await app.getByRole('button', { name: 'Rotate…' }).click()
      await app.getByRole('button', { name: 'Rotate', exact: true }).click()
      await app.getByRole('group', { name: 'New signing secret' }).waitFor()
    },
  },
  {
    name: 'webhook-finish',
    show: async (app) => {
      await app.getByRole('button', { name: 'Finish now' }).click()
      await app.getByRole('dialog', { name: 'Finish the rotation?' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'webhooks-no-match',
    show: async (app, creel) => {
      await goTo(app, creel, '?q=status%3Asleeping%20nowhere')
      await app.getByText('No webhook matches').waitFor()
    },
  },
  {
    name: 'webhooks-inbound',
    show: async (app, creel) => {
      await goTo(app, creel, '/inbound')
      await app.getByRole('heading', { level: 1, name: 'Receive from other systems' }).waitFor()
    },
  },
  {
    name: 'webhook-unknown',
    show: async (app, creel) => {
      await goTo(app, creel, '/wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD')
      await app.getByText('The webhook could not be shown').waitFor()
    },
  },
]
