import { createHmac } from 'node:crypto'
import type { Creel } from './support/creel.ts'
import { openSink } from './support/header-sink.ts'
import { detailOf, expect, rowsOf, test, toastOf } from './support/test.ts'

const secret = 'the secret of the pushes'

/** Pushes to main as GitHub does, with a good signature. */
async function push(creel: Creel, commit: string): Promise<void> {
  const body = JSON.stringify({ ref: 'refs/heads/main', after: commit, repository: { full_name: 'harbor/pay' } })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  await creel.send({
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${signature}`,
    },
  })
}

test('a push to main makes a task, a second one changes it, and its completion is told; the trace shows every step', async ({
  app,
  creel,
}) => {
  await using sink = await openSink()
  const [source] = (await creel.call('sources.list')).items
  await creel.call('sources.update', { id: source?.id ?? '', provider: 'github', verificationPolicy: 'strict' })
  await creel.call('sources.addSecret', { id: source?.id ?? '', name: 'pushes', secret })
  await push(creel, 'first')

  await app.goto(`${creel.controlUrl}/#/inspect`)
  await rowsOf(app).first().click()
  await expect(detailOf(app)).toBeVisible()
  await app.keyboard.press('t')
  await app.getByRole('textbox', { name: 'Name' }).fill('Track pushes')
  await app.getByRole('button', { name: 'Condition' }).click()
  const field = app.getByRole('textbox', { name: 'Field' }).or(app.getByRole('combobox', { name: 'Field' }))
  await field.fill('body.ref')
  await field.press('Enter')
  await app.getByRole('textbox', { name: 'Value' }).fill('refs/heads/main')
  await app.getByRole('textbox', { name: 'Value' }).press('Enter')
  await expect(app.getByLabel('Holds')).toBeVisible()
  await app.getByRole('button', { name: 'Add action' }).click()
  await app.getByRole('menuitem', { name: 'Create or update a task' }).click()
  await app.getByRole('textbox', { name: 'Title' }).fill('Release {{body.after}}')
  await app.getByRole('textbox', { name: 'External id' }).fill('push-{{body.ref}}')
  await expect(app.getByText('Matches. 1 action would run.')).toBeVisible()
  await expect(app.getByText('A task would be created.')).toBeVisible()
  await app.keyboard.press('Control+s')
  await app.getByRole('article', { name: 'Trigger Track pushes' }).waitFor()
  await app.getByRole('switch', { name: 'Off' }).click()
  await expect(toastOf(app, 'Track pushes is on')).toBeVisible()

  await app.getByRole('button', { name: 'New', exact: true }).click()
  await app.getByRole('button', { name: 'Begin with this' }).nth(1).click()
  await app.keyboard.press('a')
  await app.getByRole('menuitem', { name: 'Deliver a webhook' }).click()
  await app.getByRole('textbox', { name: 'URL' }).fill(sink.url)
  await app.keyboard.press('Control+s')
  await app.getByRole('article', { name: 'Trigger Tell of finished tasks' }).waitFor()
  await app.getByRole('switch', { name: 'Off' }).click()
  await expect(toastOf(app, 'Tell of finished tasks is on')).toBeVisible()

  await push(creel, 'second')
  await expect.poll(async () => (await creel.call('tasks.list')).items.length).toBe(1)
  await push(creel, 'third')
  await expect
    .poll(async () => (await creel.call('tasks.list')).items.map(({ title }) => title))
    .toEqual(['Release third'])
  await creel.call('tasks.complete', { id: (await creel.call('tasks.list')).items[0]?.id ?? '' })
  await expect.poll(() => sink.requests.length).toBe(1)
  expect(JSON.parse(sink.requests[0]?.body ?? '')).toMatchObject({
    type: 'task.completed',
    data: { title: 'Release third' },
  })

  await app.getByRole('button', { name: 'Run log' }).click()
  const trace = app.getByRole('list', { name: 'All that followed' })
  await expect(trace).toContainText('task.completed')
  await expect(trace).toContainText('Tell of finished tasks')
  await expect(trace).toContainText('Attempt 1')
  await app.getByRole('link', { name: /^Track pushes/ }).click()
  await app.getByRole('button', { name: 'Run log' }).click()
  await expect(trace).toContainText('github.push')
  await expect(trace).toContainText('Task 1 “Release third” was updated.')
  await expect(app.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2)
})

test('a draft outlives the screen, actions move by their keys, and what is broken cannot be switched on', async ({
  app,
  creel,
}) => {
  const webhook = await creel.call('webhooks.create', {
    name: 'gone soon',
    url: 'http://127.0.0.1:9/',
    events: ['x.y'],
  })
  await creel.call('triggers.create', {
    name: 'Two steps',
    events: ['order.paid'],
    actions: [
      { kind: 'notify', title: 'First' },
      { kind: 'deliver', to: { kind: 'webhook', id: webhook.id } },
    ],
  })
  await creel.call('webhooks.delete', { id: webhook.id, purge: true })
  await app.getByRole('navigation').getByRole('link', { name: 'Triggers' }).click()
  await app.getByRole('link', { name: /^Two steps/ }).click()
  await expect(app.getByText('This is a webhook that is gone.')).toBeVisible()
  await expect(app.getByRole('switch', { name: 'Off' })).toBeDisabled()

  await app.getByRole('button', { name: 'Configure action 2' }).focus()
  await app.keyboard.press('Alt+ArrowUp')
  await expect(app.getByRole('button', { name: 'Configure action 1' })).toBeFocused()
  await app.getByRole('navigation').getByRole('link', { name: 'Inspect' }).click()
  await app.getByRole('navigation').getByRole('link', { name: 'Triggers' }).click()
  await expect(app.getByRole('link', { name: /^Two steps/ })).toContainText('not saved')
  await app.getByRole('link', { name: /^Two steps/ }).click()
  await expect(app.getByRole('button', { name: 'Save' })).toBeEnabled()
  await app.keyboard.press('Control+s')
  await expect(toastOf(app, 'Trigger Two steps saved')).toBeVisible()
  const [saved] = (await creel.call('triggers.list')).items
  expect(saved?.actions.map(({ kind }) => kind)).toEqual(['deliver', 'notify'])
})

test('what stands at a place of a body becomes the condition of a trigger, and a request says what took it', async ({
  app,
  creel,
}) => {
  const order = { headers: { 'content-type': 'application/json' }, body: '{"order":{"total":42,"note":"gift"}}' }
  await creel.send(order)
  await app.goto(`${creel.controlUrl}/#/inspect`)
  await rowsOf(app).first().click()
  const line = detailOf(app).getByRole('list', { name: 'What happened to this request' })
  await expect(line.getByRole('listitem')).toHaveCount(3)
  await detailOf(app)
    .getByRole('textbox', { name: /^Body of/ })
    .focus()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('ArrowDown')
  await expect(detailOf(app).getByText('$.order.total')).toBeVisible()
  await detailOf(app).getByRole('button', { name: 'Use in trigger' }).click()

  await expect(app.getByLabel('Field', { exact: true })).toHaveValue('body.order.total')
  await app.getByRole('textbox', { name: 'Name' }).fill('Large orders')
  await app.getByRole('button', { name: 'Add action' }).click()
  await app.getByRole('menuitem', { name: 'Notify' }).click()
  await app.getByRole('textbox', { name: 'Title' }).fill('An order of {{body.order.total}}')
  await expect(app.getByText('Matches. 1 action would run.')).toBeVisible()
  await app.keyboard.press('Control+s')
  await app.getByRole('article', { name: 'Trigger Large orders' }).waitFor()
  const [saved] = (await creel.call('triggers.list')).items
  expect(saved?.condition).toEqual({
    combinator: 'and',
    rules: [{ field: 'body.order.total', operator: 'is', value: 42 }],
  })

  await app.getByRole('switch', { name: 'Off' }).click()
  await expect(toastOf(app, 'Large orders is on')).toBeVisible()
  await creel.send(order)
  await app.goto(`${creel.controlUrl}/#/inspect`)
  await expect(rowsOf(app)).toHaveCount(2)
  await rowsOf(app).first().click()
  await line.getByRole('button', { name: /Matched/ }).click()
  await expect(app.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(1)
})
