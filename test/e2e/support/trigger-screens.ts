import type { Page } from '@playwright/test'
import type { Creel } from './creel.ts'
import type { Screen } from './screen-steps.ts'

const list = /api\/v1\/triggers(\?|$)/

const goTo = (app: Page, creel: Creel, path: string): Promise<unknown> =>
  app.goto(`${creel.controlUrl}/#/triggers${path}`)

const push = JSON.stringify({
  ref: 'refs/heads/main',
  after: 'f00ba4',
  head_commit: { message: 'Ship it' },
  repository: { full_name: 'harbor/pay' },
})

/** A trigger that has run, and one that refers to a webhook that is gone. */
async function makeTriggers(creel: Creel): Promise<void> {
  await creel.call('triggers.create', {
    name: 'Track pushes',
    events: ['github.push'],
    condition: {
      combinator: 'and',
      rules: [
        { field: 'body.ref', operator: 'is', value: 'refs/heads/main' },
        {
          combinator: 'or',
          rules: [
            { field: 'body.repository.full_name', operator: 'startsWith', value: 'harbor/' },
            { field: 'body.repository.owner', operator: 'isOneOf', value: ['mara', 'jonas'] },
          ],
        },
        { cel: 'size(data.body.after) > 3' },
      ],
    },
    actions: [
      { kind: 'upsert-task', title: 'Release {{body.after}}', externalId: 'push-{{body.ref}}', priority: 'high' },
      { kind: 'emit', type: 'deploy.done', data: { commit: '{{body.after}}' } },
      { kind: 'notify', title: 'Pushed: {{body.head_commit.message}}' },
    ],
    enabled: true,
  })
  const webhook = await creel.call('webhooks.create', { name: 'old', url: 'http://127.0.0.1:9/', events: ['x.y'] })
  await creel.call('triggers.create', {
    name: 'Tell the old system',
    events: ['task.completed'],
    actions: [{ kind: 'deliver', to: { kind: 'webhook', id: webhook.id } }],
  })
  await creel.call('webhooks.delete', { id: webhook.id, purge: true })
  await creel.send({ body: push, headers: { 'content-type': 'application/json', 'x-github-event': 'push' } })
}

async function open(app: Page, creel: Creel, name: string, tab = ''): Promise<void> {
  const found = (await creel.call('triggers.list')).items.find((trigger) => trigger.name === name)
  await goTo(app, creel, `/${found?.id}${tab}`)
  await app.getByRole('article', { name: `Trigger ${name}` }).waitFor()
}

/** Triggers, from none to all that one can show. */
export const triggerScreens: readonly Screen[] = [
  {
    name: 'triggers-empty',
    show: async (app, creel) => {
      await goTo(app, creel, '')
      await app.getByText('Triggers do something by themselves').waitFor()
    },
  },
  {
    name: 'trigger-new-mistakes',
    show: async (app) => {
      await app.getByRole('button', { name: 'Begin with this' }).nth(1).click()
      await app.getByRole('textbox', { name: 'Name' }).fill('')
      await app.getByRole('button', { name: 'Add action' }).click()
      await app.getByRole('menuitem', { name: 'Deliver a webhook' }).click()
      await app.getByRole('button', { name: 'Save draft' }).click()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: (app) => app.getByRole('button', { name: 'Drop' }).click(),
  },
  {
    name: 'trigger',
    show: async (app, creel) => {
      await makeTriggers(creel)
      await open(app, creel, 'Track pushes')
      await app.getByText('Matches. 3 actions would run.').waitFor()
      await app.getByRole('button', { name: 'Dry run' }).click()
      await app
        .getByText(/of the last \d+ events would have run it/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'trigger-action',
    show: async (app) => {
      await app.getByRole('button', { name: 'Configure action 1' }).click()
      await app.getByRole('textbox', { name: 'External id' }).waitFor()
      await app.getByRole('textbox', { name: 'External id' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'trigger-runs',
    show: async (app, creel) => {
      await open(app, creel, 'Track pushes', '/runs')
      await app.getByRole('list', { name: 'All that followed' }).getByText('Track pushes').waitFor()
    },
  },
  {
    name: 'trigger-broken',
    show: async (app, creel) => {
      await open(app, creel, 'Tell the old system')
      await app.getByText('This is a webhook that is gone.').waitFor()
    },
  },
  {
    name: 'triggers-no-match',
    show: async (app, creel) => {
      await goTo(app, creel, '?q=nothing')
      await app.getByText('No trigger has “nothing”').waitFor()
    },
  },
  {
    name: 'triggers-error',
    show: async (app, creel) => {
      await app.route(list, (route) => route.abort())
      await goTo(app, creel, '')
      await app.reload()
      await app.getByText('The triggers could not be listed').waitFor()
    },
    leave: (app) => app.unroute(list),
  },
]
