import type { Page } from '@playwright/test'
import type { Creel } from './creel.ts'
import type { Screen } from './screen-steps.ts'

const source = `{
  "text": "{{ data.customer.name }} paid {{ data.amount | money: data.currency }}",
  "blocks": [
    { "type": "section", "text": { "type": "mrkdwn", "text": "*{{ data.amount | money }}* from {{ data.email }}" } }
  ]
}
`

const nameOf = 'Slack payment'

/** A template of one's own, with events of which one lacks a field. */
async function withTemplate(creel: Creel): Promise<string> {
  const { items } = await creel.call('templates.list', {})
  const known = items.find(({ name }) => name === nameOf)
  if (known) return known.id
  for (const customer of [{ name: 'Corva GmbH' }, {}]) {
    const data = { amount: 14900, currency: 'usd', email: 'ap@corva.example', customer }
    await creel.call('events.publish', { type: 'invoice.paid', data })
  }
  const { id } = await creel.call('templates.create', { name: nameOf, source })
  await creel.call('templates.publish', { id })
  await creel.call('templates.update', { id, source: source.replace('paid', 'has paid') })
  return id
}

const open =
  (tab: string, ready: (app: Page) => Promise<unknown>): Screen['show'] =>
  async (app, creel) => {
    const id = await withTemplate(creel)
    await app.goto(`${creel.controlUrl}/#/templates/${id}${tab}`)
    await ready(app)
  }

/** The screens of templates. */
export const templateScreens: readonly Screen[] = [
  {
    name: 'templates',
    show: open('', async (app) => {
      await app.getByText('Valid JSON').waitFor()
      await app.locator('.tp-editor .view-line').first().waitFor()
      await app.locator('.tp-output .view-line').first().waitFor()
    }),
  },
  { name: 'templates-diff', show: open('/diff', (app) => app.locator('.tp-panel .view-line').first().waitFor()) },
  { name: 'templates-tests', show: open('/tests', (app) => app.getByRole('button', { name: /^Run/ }).waitFor()) },
  {
    name: 'templates-versions',
    show: open('/versions', (app) => app.getByText('Published', { exact: true }).waitFor()),
  },
  {
    name: 'template-built-in',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/templates/tpl_slack`)
      await app.getByRole('button', { name: 'Copy to edit' }).waitFor()
      await app.locator('.tp-editor .view-line').first().waitFor()
    },
  },
]
