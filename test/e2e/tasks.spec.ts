import type { Locator, Page } from '@playwright/test'
import { expect, test, toastOf } from './support/test.ts'

const lane = (app: Page, name: string): Locator => app.getByRole('region', { name, exact: true })

test('a task is made, moved, sent for approval, approved and taken back by keyboard; its events are listed', async ({
  app,
  creel,
}) => {
  await app.getByRole('navigation').getByRole('link', { name: 'Tasks' }).press('Enter')
  await lane(app, 'Open').getByRole('button', { name: 'New task' }).waitFor()
  await app.keyboard.press('c')
  await app.getByRole('button', { name: 'Make the task' }).click()
  await expect(app.getByText('Say in a few words what is to be done.')).toBeVisible()
  await app.getByRole('textbox', { name: 'Title' }).fill('Chase Corva')
  await app.keyboard.press('Enter')
  const card = (name: string): Locator => lane(app, name).getByRole('link', { name: 'Chase Corva' })
  await expect(card('Open')).toBeVisible()

  await app.getByRole('dialog').waitFor({ state: 'hidden' })
  await app.keyboard.press('Alt+ArrowRight')
  await expect(card('In progress')).toBeVisible()
  await app.keyboard.press('Alt+ArrowRight')
  await expect(card('Waiting for approval')).toBeVisible()
  await app.keyboard.press('y')
  await expect(card('Done')).toBeVisible()
  const [task] = (await creel.call('tasks.list')).items
  expect(task).toMatchObject({ status: 'approved' })
  await app.keyboard.press('z')
  await expect(card('Waiting for approval')).toBeVisible()

  await app.keyboard.press('a')
  await app.getByRole('textbox', { name: 'Who has it' }).fill('Mara')
  await app.keyboard.press('Enter')
  await expect(toastOf(app, 'T-1 given to Mara')).toBeVisible()
  await app.getByRole('textbox', { name: 'New comment' }).fill('They have paid.')
  await app.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(app.getByText('They have paid.')).toBeVisible()
  await app.getByRole('button', { name: 'Close the task' }).click()
  const events = app.getByRole('complementary', { name: 'Events that tasks send out' })
  for (const type of ['task.created', 'task.approved', 'task.assigned', 'comment.created'])
    await expect(events.getByRole('link', { name: type })).toHaveCount(1)

  await lane(app, 'Waiting for approval').getByRole('button', { name: 'Actions of T-1' }).click()
  await app.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(card('Waiting for approval')).toHaveCount(0)
  await app.keyboard.press('z')
  await expect(card('Waiting for approval')).toBeVisible()
})

test('a card is dragged to another column', async ({ app, creel }) => {
  await creel.call('tasks.create', { title: 'Renew the certificate', priority: 'high', assignee: 'Mara Lindqvist' })
  await app.goto(`${creel.controlUrl}/#/tasks`)
  const card = (name: string): Locator => lane(app, name).getByRole('listitem')
  await card('Open').dragTo(lane(app, 'In progress'))
  await expect(card('In progress')).toHaveCount(1)
  await expect
    .poll(async () => (await creel.call('tasks.list')).items[0])
    .toMatchObject({ status: 'in_progress', title: 'Renew the certificate' })
})
