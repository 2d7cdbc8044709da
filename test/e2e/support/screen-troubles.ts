import type { Route } from '@playwright/test'
import type { Screen } from './screen-steps.ts'
import { detailOf, rowsOf } from './test.ts'

const lists = /api\/v1\/requests\?/
const whole = /api\/v1\/requests\/req_\w+$/

const problem = (route: Route): Promise<void> =>
  route.fulfill({
    status: 404,
    contentType: 'application/problem+json',
    body: '{"type":"about:blank","title":"not-found","status":404,"detail":"It is gone. It was deleted or has aged out.","code":"not-found"}',
  })

/** Screens while something is loading, missing or broken. */
export const troubles: Screen[] = [
  {
    name: 'loading',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/inspect`)
      await app.route(lists, () => undefined)
      await app.reload()
      await app.getByLabel('Requests are loading').waitFor()
    },
    leave: (app) => app.unroute(lists),
  },
  {
    name: 'list-error',
    show: async (app) => {
      await app.route(lists, problem)
      await app.reload()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: (app) => app.unroute(lists),
  },
  {
    name: 'detail-loading',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/inspect`)
      await app.reload()
      await app.route(whole, () => undefined)
      await rowsOf(app).first().click()
      await app.getByLabel('Reading the request').waitFor()
    },
    leave: (app) => app.unroute(whole),
  },
  {
    name: 'detail-error',
    show: async (app) => {
      await app.route(whole, problem)
      await rowsOf(app).nth(2).click()
      await app.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
    leave: (app) => app.unroute(whole),
  },
  {
    name: 'enter-used',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/enter/used`)
      await app.getByRole('heading', { name: 'This link no longer works.' }).waitFor()
    },
  },
  {
    name: 'server-lost',
    show: async (app, creel) => {
      await app.goto(await creel.enter())
      await rowsOf(app).first().click()
      await detailOf(app).waitFor()
      await creel.stop()
      await app.getByText('Creel does not answer').waitFor()
    },
  },
]
