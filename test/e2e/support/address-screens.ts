import type { Page, Route } from '@playwright/test'
import type { Status } from '#shared/model/status.ts'
import type { Screen } from './screen-steps.ts'

const status = /api\/v1\/status$/
const addresses = /api\/v1\/tunnels\/addresses$/
const from = 'https://quiet-otter-91.loca.lt'
const to = 'https://brave-heron-12.loca.lt'

async function changeAddress(route: Route): Promise<void> {
  const answer = await route.fetch()
  const changedAt = new Date().toISOString()
  const addressChange = { from, to, usedFrom: '2026-01-01T00:00:00.000Z', changedAt }
  await route.fulfill({ response: answer, json: { ...((await answer.json()) as Status), addressChange } })
}

const listAddresses = (route: Route): Promise<void> => {
  const driver = 'localtunnel'
  const items = [
    { url: to, driver, startedAt: '2026-11-23T14:00:00.000Z', endedAt: null },
    { url: from, driver, startedAt: '2026-11-20T08:00:00.000Z', endedAt: '2026-11-23T13:59:00.000Z' },
  ]
  return route.fulfill({ json: { items, nextCursor: null } })
}

async function escape(app: Page): Promise<void> {
  await app.keyboard.press('Escape')
  await app.getByRole('dialog', { name: 'The public address has changed' }).waitFor({ state: 'detached' })
}

async function loseTunnel(route: Route): Promise<void> {
  const answer = await route.fetch()
  const state = {
    kind: 'unreachable',
    url: from,
    since: '2026-11-23T14:00:00.000Z',
    problem: 'The tunnel server shows a page of its own.',
  }
  const tunnel = { id: 'tun_00000000000000000000000000', driver: 'localtunnel', notice: '', state }
  await route.fulfill({ response: answer, json: { ...((await answer.json()) as Status), tunnel } })
}

/** Screens about the tunnel and its addresses: one that is down, one that has changed, and those that there were. */
export const addressScreens: Screen[] = [
  {
    name: 'settings-addresses',
    show: async (app, creel) => {
      await app.route(addresses, listAddresses)
      await app.goto(`${creel.controlUrl}/#/settings`)
      await app.reload()
      const table = app.getByRole('region', { name: 'Public addresses' })
      await table.waitFor()
      await table.scrollIntoViewIfNeeded()
    },
    leave: (app) => app.unroute(addresses),
  },
  {
    name: 'tunnel-down',
    show: async (app, creel) => {
      await app.route(status, loseTunnel)
      await app.goto(`${creel.controlUrl}/#/inspect`)
      await app.reload()
      await app.getByText('Nothing gets through from outside').waitFor()
    },
    leave: (app) => app.unroute(status),
  },
  {
    name: 'address-changed',
    show: async (app, creel) => {
      await app.route(status, changeAddress)
      await app.goto(`${creel.controlUrl}/#/inspect`)
      await app.reload()
      await app.getByText('The public address changed').waitFor()
    },
  },
  {
    name: 'address-changed-shown',
    show: async (app) => {
      await app.getByRole('button', { name: 'Show addresses' }).click()
      await app.getByRole('dialog', { name: 'The public address has changed' }).waitFor()
    },
    leave: async (app) => {
      await escape(app)
      await app.unroute(status)
      await app.reload()
    },
  },
]
