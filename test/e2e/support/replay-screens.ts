import type { Screen } from './screen-steps.ts'
import { closeWithEscape, inspect, open, tab } from './screen-steps.ts'
import { startSink } from './sink.ts'
import { detailOf } from './test.ts'

/** Replays of one request and of many, in their states. */
export const replays: Screen[] = [
  {
    name: 'replay',
    show: async (app, creel) => {
      await open(app, creel, /orders/, 'Body')
      await app.keyboard.press('r')
      await app.getByRole('region', { name: 'Replay' }).waitFor()
    },
  },
  {
    name: 'replay-edited',
    show: async (app, creel) => {
      await open(app, creel, /invoice/, 'Body')
      await app.keyboard.press('r')
      const replay = app.getByRole('region', { name: 'Replay' })
      await replay.getByRole('button', { name: 'Format' }).click()
      await replay.getByRole('textbox', { name: 'Body of the replay' }).focus()
      await app.keyboard.press('Control+Home')
      await app.keyboard.type(' ')
      await replay.getByRole('switch', { name: 'Re-sign' }).click()
    },
  },
  {
    name: 'replay-changes',
    show: async (app) => {
      await app.getByRole('region', { name: 'Replay' }).getByText('Changes', { exact: true }).click()
      await app.getByRole('textbox', { name: /: after$/ }).waitFor({ state: 'attached' })
    },
  },
  {
    name: 'replay-targets',
    show: async (app) => {
      await app.getByRole('button', { name: 'Recent and saved' }).click()
      await app.getByRole('menu').waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'replay-plain',
    show: async (app, creel) => {
      await open(app, creel, /orders/, 'Body')
      await app.keyboard.press('r')
      const replay = app.getByRole('region', { name: 'Replay' })
      await replay.getByRole('tab', { name: 'Headers' }).click()
      await replay.getByRole('textbox', { name: 'Headers of the replay' }).waitFor()
    },
  },
  {
    name: 'replay-answered',
    show: async (app) => {
      await using sink = await startSink({ status: 422, body: '{"error":"no such order"}' })
      await app.getByLabel('Target', { exact: true }).fill(sink.url)
      await app.keyboard.press('Control+Enter')
      await app.getByRole('region', { name: 'Answer of the target' }).getByText('422').first().waitFor()
    },
  },
  {
    name: 'replay-failed',
    show: async (app) => {
      await app.getByLabel('Target', { exact: true }).fill('http://127.0.0.1:9/')
      await app.keyboard.press('Control+Enter')
      await app.getByText('Nothing listens at the target').first().waitFor()
    },
  },
  tab('deliveries', /orders/, 'Deliveries'),
  {
    name: 'deliveries-sent',
    show: async (app) => {
      await detailOf(app).getByText(/^Sent/).click()
      await detailOf(app).getByLabel('Headers that were sent').waitFor()
    },
  },
  {
    name: 'replay-many',
    show: async (app, creel) => {
      await inspect(app, creel, '?q=path%3A%2Forders')
      await app.getByRole('button', { name: 'Replay these…' }).click()
      await app.getByRole('button', { name: 'Replay 1', exact: true }).waitFor()
    },
  },
  {
    name: 'replay-many-progress',
    show: async (app) => {
      await app.getByLabel('Target', { exact: true }).fill('http://127.0.0.1:9/')
      await app.getByRole('button', { name: 'Replay 1', exact: true }).click()
      await app.getByText('Replayed 1, 1 failed').waitFor()
    },
    leave: async (app) => app.getByRole('button', { name: 'Hide the replay' }).click(),
  },
]
