import type { Page } from '@playwright/test'
import { addressScreens } from './address-screens.ts'
import { deliveryScreens } from './delivery-screens.ts'
import { fill } from './filled.ts'
import { inboundScreens } from './inbound-screens.ts'
import { replays } from './replay-screens.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape, inspect, open, tab } from './screen-steps.ts'
import { troubles } from './screen-troubles.ts'
import { taskmasterScreens } from './taskmaster-screens.ts'
import { taskScreens } from './task-screens.ts'
import { detailOf, rowsOf } from './test.ts'
import { triggerScreens } from './trigger-screens.ts'
import { templateScreens } from './template-screens.ts'
import { verificationScreens } from './verification-screens.ts'
import { toolScreens } from './tool-screens.ts'
import { webhookScreens } from './webhook-screens.ts'

const viewer = (name: string, row: RegExp, label: string): Screen => ({
  name,
  show: async (app, creel) => {
    await open(app, creel, row, 'Body')
    await detailOf(app).getByText(label, { exact: true }).click()
  },
})

const withSource =
  (then: (app: Page) => Promise<void> = async () => undefined): Screen['show'] =>
  async (app, creel) => {
    const source = (await creel.call('sources.list')).items.find(({ name }) => name === 'stripe-live')
    await app.goto(`${creel.controlUrl}/#/sources/${source?.id ?? ''}`)
    await app.getByRole('article', { name: 'Source stripe-live' }).waitFor()
    await then(app)
  }

const atFirst: Screen[] = [
  { name: 'first-run', show: async (app) => app.getByRole('heading', { name: 'Ready to receive.' }).waitFor() },
  {
    name: 'inspect',
    show: async (app, creel) => {
      await fill(creel)
      await inspect(app, creel)
      await rowsOf(app).nth(9).waitFor()
    },
  },
]

const details: Screen[] = [
  tab('body', /invoice/, 'Body'),
  tab('headers', /invoice/, 'Headers'),
  tab('query', /health/, 'Query'),
  tab('signature-failed', /does not match/, 'Signature'),
  tab('signature-verified', /push/, 'Signature'),
  tab('signature-unknown', /orders/, 'Signature'),
  tab('response', /issues/, 'Response'),
  tab('timing', /orders/, 'Timing'),
  tab('deliveries-empty', /orders/, 'Deliveries'),
  tab('schema', /invoice/, 'Schema'),
  viewer('body-raw', /orders/, 'Raw'),
  viewer('body-hex', /blob/, 'Hex'),
  viewer('body-form', /form/, 'Preview'),
  viewer('body-page', /page/, 'Preview'),
  {
    name: 'body-diff',
    show: async (app, creel) => {
      await open(app, creel, /invoice/, 'Body')
      await detailOf(app).getByText('Diff', { exact: true }).click()
      await detailOf(app)
        .getByRole('textbox', { name: /: after$/ })
        .waitFor({ state: 'attached' })
      await detailOf(app)
        .getByText(/^Besides the body, /)
        .click()
    },
  },
]

const listStates: Screen[] = [
  {
    name: 'filter',
    show: async (app, creel) => {
      await inspect(app, creel, '?q=provider%3Astripe%20!is%3Apinned')
    },
  },
  {
    name: 'filter-suggestions',
    show: async (app) => {
      await app.getByLabel('Filter requests').pressSequentially('status:')
      await app.keyboard.press('ArrowDown')
      await app.getByRole('listbox', { name: 'Suggestions' }).waitFor()
    },
    leave: async (app) => {
      await app.getByLabel('Filter requests').fill('')
      await app.keyboard.press('Escape')
    },
  },
  {
    name: 'marks',
    show: async (app, creel) => {
      const { items } = await creel.call('requests.list', { limit: 2 })
      for (const { id } of items) await creel.call('requests.update', { id, pinned: true, note: 'look at this' })
      await inspect(app, creel)
      await rowsOf(app).nth(1).getByText('Note: look at this').waitFor({ state: 'attached' })
    },
    leave: async (app, creel) => {
      const { items } = await creel.call('requests.list', { limit: 2 })
      for (const { id } of items) await creel.call('requests.update', { id, pinned: false, note: null })
      await inspect(app, creel, '?q=provider%3Astripe%20!is%3Apinned')
    },
  },
  {
    name: 'paused',
    show: async (app, creel) => {
      await creel.call('receiving.pause', { minutes: null })
      await app.getByText('Receiving paused').waitFor()
    },
    leave: async (app, creel) => {
      await creel.call('receiving.resume')
      await app.getByText('Receiving paused').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'filter-mistake',
    show: async (app) => {
      await app.getByLabel('Filter requests').fill('sig:perhaps ')
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: async (app) => {
      await app.getByLabel('Filter requests').fill('')
      await app.keyboard.press('Escape')
    },
  },
  {
    name: 'no-match',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/inspect?q=method%3ATRACE`)
      await app.getByText('Nothing matches').waitFor()
    },
  },
  {
    name: 'selection',
    show: async (app, creel) => {
      await inspect(app, creel)
      for (const key of ['j', 'x', 'Shift+J', 'Shift+J']) await app.keyboard.press(key)
      await app.getByRole('toolbar', { name: 'Selected requests' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'row-menu',
    show: async (app) => {
      await app.keyboard.press('.')
      await app.getByRole('menu').waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'note',
    show: async (app) => {
      await app.keyboard.press('e')
      await app.getByRole('dialog', { name: /^Note/ }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'undo',
    show: async (app) => {
      await app.keyboard.press('Delete')
      await app.getByRole('button', { name: 'Undo' }).waitFor()
    },
    leave: async (app) => {
      await app.keyboard.press('z')
      await rowsOf(app).nth(9).waitFor()
    },
  },
  {
    name: 'views',
    show: async (app, creel) => {
      await creel.call('views.create', { name: 'Failed signatures', q: 'sig:bad' })
      await inspect(app, creel)
      await app.getByRole('button', { name: 'Saved views' }).click()
      await app.getByRole('menuitem', { name: 'Failed signatures' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'palette',
    show: async (app) => {
      await app.keyboard.press('Control+k')
      await app.keyboard.type('in')
      await app.getByRole('dialog').getByRole('option').first().waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'shortcuts',
    show: async (app) => {
      await app.keyboard.press('Shift+?')
      await app.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
    },
    leave: closeWithEscape,
  },
]

const others: Screen[] = [
  { name: 'source', show: withSource() },
  {
    name: 'source-rule',
    show: withSource(async (app) => {
      await app.getByRole('button', { name: 'Add a rule' }).click()
      await app.getByRole('listitem').getByText('Rule 1').first().click()
      await app.getByLabel('Operator').waitFor()
    }),
  },
  {
    name: 'source-mistake',
    show: withSource(async (app) => {
      await app.getByLabel('Allowed addresses').fill('10.0.0.0/99')
      await app.getByLabel('Allowed addresses').blur()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    }),
  },
  {
    name: 'source-new-address',
    show: withSource(async (app) => {
      await app.getByRole('button', { name: 'New address…' }).click()
      await app.getByRole('dialog', { name: /^New address/ }).waitFor()
    }),
    leave: closeWithEscape,
  },
  {
    name: 'new-source',
    show: async (app) => {
      await app.getByRole('region', { name: 'Source address' }).getByRole('button').first().click()
      await app.getByRole('menuitem', { name: 'New source' }).click()
      await app.getByRole('dialog', { name: 'New source' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'settings',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/settings`)
      await app.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    },
  },
  {
    name: 'settings-no-keys',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/settings/keys`)
      await app.getByText('No keys yet.').waitFor()
    },
  },
  {
    name: 'settings-new-key',
    show: async (app) => {
      await app.getByRole('button', { name: 'New key' }).click()
      await app.getByRole('dialog', { name: 'New API key' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'settings-keys',
    show: async (app, creel) => {
      await creel.call('apiKeys.create', { name: 'CLI on mara-mbp', role: 'owner' })
      const scopes = ['requests:read', 'requests:replay']
      await creel.call('apiKeys.create', { name: 'CI replay job', role: 'editor', scopes, expiresInDays: 5 })
      const { id } = await creel.call('apiKeys.create', { name: 'Grafana', role: 'viewer', expiresInDays: 180 })
      await creel.call('apiKeys.rotate', { id })
      await app.getByText('Replaced, ends in 24 h').waitFor()
    },
  },
  ...addressScreens,
]

/** Every screen of the app in every state. */
export const screens: readonly Screen[] = [
  ...atFirst,
  ...details,
  ...replays,
  ...listStates,
  ...others,
  ...verificationScreens,
  ...deliveryScreens,
  ...webhookScreens,
  ...troubles,
]

/** The screens of automation, in every state. */
export const automationScreens: readonly Screen[] = [
  ...taskScreens,
  ...inboundScreens,
  ...taskmasterScreens,
  ...triggerScreens,
  ...templateScreens,
  ...toolScreens,
]
