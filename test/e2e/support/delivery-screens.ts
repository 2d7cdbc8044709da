import type { Page } from '@playwright/test'
import { localApp } from '#test/support/local-app.ts'
import type { Creel } from './creel.ts'
import { send } from './creel.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape } from './screen-steps.ts'
import { startSink } from './sink.ts'
import { deliveryOf, deliveryRowsOf } from './test.ts'

const lists = /api\/v1\/deliveries\?/
const whole = /api\/v1\/deliveries\/del_\w+$/

async function untilState(creel: Creel, q: string, count: number): Promise<void> {
  while ((await creel.call('deliveries.count', { q })).count < count) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Sends events to a webhook that is tried again, to one that has given up, and to one that is paused. */
async function fillWebhooks(creel: Creel): Promise<void> {
  await using sink = await startSink({ status: 500, body: '{"error":"column invoices.status_v2 does not exist"}' })
  const events = ['order.*']
  const schedule = (delaysSeconds: number[]) => ({ kind: 'schedule' as const, delaysSeconds })
  const url = (path: string): string => `${sink.url}/${path}`
  const publish = (title: string) => creel.call('events.publish', { type: 'order.paid', data: { title } })
  await creel.call('webhooks.create', {
    name: 'crm',
    url: url('crm'),
    events,
    retry: schedule([0.2, 300, 3600, 21_600]),
  })
  await creel.call('webhooks.create', { name: 'books', url: url('books'), events, retry: schedule([0.1]) })
  const { id } = await creel.call('webhooks.create', { name: 'legacy', url: url('legacy'), events })
  await creel.call('webhooks.pause', { id, reason: 'It moves to another host.' })
  for (const title of ['Ring Ada', 'Renew the certificate']) await publish(title)
  await untilState(creel, 'state:retrying attempts:2 kind:event', 2)
  await untilState(creel, 'state:dead_letter kind:event', 2)
}

/** Sends on to an app that answers, to one that fails and to one that is away. */
async function fillDeliveries(creel: Creel): Promise<void> {
  const { id, url } = await creel.call('sources.create', { name: 'orders' })
  const away = await localApp({})
  await away.stop()
  const forwardTo = (target: string) =>
    creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [target] } })
  {
    await using sink = await startSink({ status: 200, body: '{"ok":true}' })
    await forwardTo(`${sink.url}/hooks/orders`)
    for (const number of [1, 2, 3]) await send(url, { body: `{"order":${number}}` })
    await untilState(creel, 'state:delivered kind:forward', 3)
  }
  {
    await using sink = await startSink({ status: 500, body: '{"error":"column orders.status_v2 does not exist"}' })
    await forwardTo(`${sink.url}/hooks/broken`)
    for (const number of [4, 5]) await send(url, { body: `{"order":${number}}` })
    await untilState(creel, 'state:dead_letter kind:forward', 2)
  }
  await forwardTo(away.url)
  for (const number of [6, 7]) await send(url, { body: `{"order":${number}}` })
  await untilState(creel, 'state:retrying kind:forward', 1)
}

async function deliveries(app: Page, creel: Creel, route = ''): Promise<void> {
  await app.goto(`${creel.controlUrl}/#/deliveries${route}`)
  await app.getByRole('region', { name: 'Deliveries', exact: true }).waitFor()
}

async function open(app: Page, creel: Creel, q: string, tab: string): Promise<void> {
  await deliveries(app, creel, `?q=${encodeURIComponent(q)}`)
  await deliveryRowsOf(app).first().click()
  await deliveryOf(app).getByRole('tab', { name: tab }).click()
  await deliveryOf(app).getByRole('tabpanel').waitFor()
}

const detail = (name: string, q: string, tab: string): Screen => ({
  name,
  show: (app, creel) => open(app, creel, q, tab),
})

const problem =
  '{"type":"about:blank","title":"internal","status":500,"detail":"The log could not be read.","code":"internal"}'

/** Deliveries in every state. */
export const deliveryScreens: Screen[] = [
  {
    name: 'dv-empty',
    show: async (app, creel) => {
      await deliveries(app, creel, '?q=before:2020-01-01')
      await app.getByText('Nothing matches').waitFor()
    },
  },
  {
    name: 'dv-list',
    show: async (app, creel) => {
      await fillWebhooks(creel)
      await fillDeliveries(creel)
      await deliveries(app, creel)
      await deliveryRowsOf(app).nth(12).waitFor()
    },
  },
  detail('dv-delivered', 'state:delivered kind:forward', 'Response'),
  detail('dv-request', 'state:delivered kind:forward', 'Request'),
  detail('dv-headers', 'state:delivered kind:forward', 'Headers'),
  detail('dv-timing', 'state:delivered kind:forward', 'Timing'),
  detail('dv-dead', 'state:dead_letter kind:forward', 'Response'),
  detail('dv-retrying', 'state:retrying kind:forward', 'Response'),
  detail('dv-schedule', 'state:retrying kind:event', 'Response'),
  detail('dv-diff', 'state:retrying kind:event', 'Diff'),
  {
    name: 'dv-held',
    show: async (app, creel) => {
      await deliveries(app, creel, '?q=state:held')
      await deliveryRowsOf(app).first().click()
      await deliveryOf(app).getByText('Nothing has been sent yet.').waitFor()
    },
  },
  {
    name: 'dv-plan',
    show: async (app, creel) => {
      await deliveries(app, creel, '?q=state:dead_letter%20kind:event')
      await deliveryRowsOf(app).nth(1).waitFor()
      for (const key of ['j', 'x', 'Shift+J', 'Shift+R']) await app.keyboard.press(key)
      const plan = app.getByRole('region', { name: 'Replay plan' })
      await plan.getByRole('button', { name: 'Check the target' }).click()
      await plan.getByRole('button', { name: 'Check again' }).waitFor()
    },
  },
  {
    name: 'dv-progress',
    show: async (app) => {
      await app.keyboard.press('Control+Enter')
      await app.getByRole('progressbar', { name: 'Replayed' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'dv-selection',
    show: async (app, creel) => {
      await deliveries(app, creel)
      await deliveryRowsOf(app).first().waitFor()
      for (const key of ['j', 'Home', 'x', 'Shift+J', 'Shift+J']) await app.keyboard.press(key)
      await app.getByRole('toolbar', { name: 'Selected deliveries' }).waitFor()
    },
  },
  {
    name: 'dv-cancel',
    show: async (app) => {
      await app.keyboard.press('s')
      await app.getByRole('dialog', { name: /^Cancel/ }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'dv-menu',
    show: async (app) => {
      await app.keyboard.press('.')
      await app.getByRole('menu').waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'dv-filter-menu',
    show: async (app) => {
      await app.getByRole('button', { name: 'Choose a filter' }).click()
      await app.getByRole('menu').waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'dv-mistake',
    show: async (app) => {
      await app.getByLabel('Filter deliveries').fill('state:lost colour:red')
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: async (app) => app.getByLabel('Filter deliveries').fill(''),
  },
  {
    name: 'dv-loading',
    show: async (app, creel) => {
      await deliveries(app, creel)
      await app.route(lists, () => undefined)
      await app.reload()
      await app.getByLabel('Deliveries are loading').waitFor()
    },
    leave: (app) => app.unroute(lists),
  },
  {
    name: 'dv-error',
    show: async (app) => {
      await app.route(lists, (route) =>
        route.fulfill({ status: 404, contentType: 'application/problem+json', body: problem }),
      )
      await app.reload()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: (app) => app.unroute(lists),
  },
  {
    name: 'dv-detail-error',
    show: async (app, creel) => {
      await app.route(whole, (route) =>
        route.fulfill({ status: 404, contentType: 'application/problem+json', body: problem }),
      )
      await deliveries(app, creel)
      await app.reload()
      await deliveryRowsOf(app).first().click()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: (app) => app.unroute(whole),
  },
]
