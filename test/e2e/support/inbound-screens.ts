import { callInbound } from '#test/support/inbound-call.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape } from './screen-steps.ts'

const settings = /api\/v1\/inbound$/
let secret = ''

/** Tasks from outside: off, failing to load, on with a secret just made, with a mapping that does not fit, and with calls. */
export const inboundScreens: readonly Screen[] = [
  {
    name: 'inbound-loading',
    show: async (app, creel) => {
      await app.route(settings, () => undefined)
      await app.goto(`${creel.controlUrl}/#/settings/inbound`)
      await app.getByLabel('Reading the settings of inbound tasks').waitFor()
    },
    leave: async (app) => app.unroute(settings),
  },
  {
    name: 'inbound-error',
    show: async (app) => {
      await app.route(settings, (route) => route.abort())
      await app.reload()
      await app.getByText('The settings of inbound tasks could not be read').waitFor()
    },
    leave: async (app) => {
      await app.unroute(settings)
      await app.getByRole('button', { name: 'Try again' }).click()
    },
  },
  {
    name: 'inbound-off',
    show: async (app) => {
      await app.getByText('Nobody has called yet.').waitFor()
      await app.getByText('A signed call with this body would make a task.').waitFor()
    },
  },
  {
    name: 'inbound-rotate',
    show: async (app) => {
      await app.getByRole('switch', { name: 'Off' }).click()
      await app.getByRole('group', { name: 'New inbound secret' }).waitFor()
      await app.getByRole('button', { name: 'Rotate…' }).click()
      await app.getByRole('dialog', { name: 'Rotate the inbound secret' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'inbound',
    show: async (app, creel) => {
      const made = await creel.call('inbound.rotateSecret', {})
      secret = made.secret
      const mapping = {
        fields: { externalId: 'issue.key', title: 'issue.fields.summary', status: 'issue.fields.status.name' },
        statuses: { 'Ready to ship': 'waiting_for_approval' as const },
        priorities: {},
      }
      await creel.call('inbound.update', { mapping, allowedIps: ['127.0.0.1', '203.0.113.0/24'] })
      const issue = (status: string) => ({
        issue: { key: 'PAY-7', fields: { summary: 'Refund order #10398', status: { name: status } } },
      })
      await callInbound(made.inbound.url, secret, issue('To do'))
      await callInbound(made.inbound.url, secret, issue('Ready to ship'))
      await callInbound(made.inbound.url, 'another secret', issue('Done'))
      await callInbound(made.inbound.url, secret, issue('Somewhere'))
      await app.getByText('“Somewhere” is no status: say below what it means.').waitFor()
      await app.getByRole('region', { name: 'Last calls' }).getByText('Refused').nth(1).waitFor()
    },
  },
  {
    name: 'inbound-sample',
    show: async (app) => {
      await app.getByRole('button', { name: 'Send a sample' }).click()
      await app.getByText('The task “A task from outside” was made.').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'inbound-calls',
    show: async (app) => {
      await app.getByRole('heading', { name: 'How to call' }).scrollIntoViewIfNeeded()
      await app.getByRole('heading', { name: 'What callers may do' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'inbound-help',
    show: async (app) => {
      await app.getByText('Paused, busy or the disk is full.').scrollIntoViewIfNeeded()
    },
    leave: async (_, creel) => {
      await creel.call('inbound.update', { enabled: false, mapping: { fields: {}, statuses: {}, priorities: {} } })
      for (const { id } of (await creel.call('tasks.list', {})).items) await creel.call('tasks.delete', { id })
    },
  },
]
