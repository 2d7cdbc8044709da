import { expect, test, toastOf } from './support/test.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'

// A folder that cannot be linked is refused.
test.use({ expectedComplaints: /status of 422/ })

test('a folder of Taskmaster is linked, fails, goes on, shows what both sides changed, and is unlinked and linked again', async ({
  app,
  creel,
}) => {
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'Cook')] } })
  await app.goto(`${creel.controlUrl}/#/settings/taskmaster`)
  await app.getByText('No folder is linked yet.').waitFor()
  await app.getByRole('button', { name: 'Link' }).click()
  await expect(app.getByRole('alert')).toHaveText('Give the whole path of a project folder.')
  await app.getByRole('textbox', { name: 'Project folder' }).fill('shop')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('alert')).toContainText('not a whole path')
  await app.getByRole('textbox', { name: 'Project folder' }).fill(folder.path)
  await app.keyboard.press('Enter')
  const card = app.getByRole('listitem').filter({ hasText: folder.path })
  await expect(card).toContainText('In sync')
  await expect(card).toContainText('1 task')

  const text = folder.text()
  folder.write('{"master": ')
  await expect(card.getByRole('alert')).toContainText('is not JSON')
  folder.write(text)
  await expect(card).toContainText('In sync')

  await card.getByRole('button', { name: /^Unlink/ }).click()
  await app.getByText('No folder is linked yet.').waitFor()
  const [task] = (await creel.call('tasks.list')).items
  await creel.call('tasks.update', { id: task?.id ?? '', title: 'Cook slowly' })
  folder.edit((tags) => Object.assign(tags['master']?.tasks[0] ?? {}, { title: 'Cook fast' }))
  await app.keyboard.press('z')
  await card.getByText('1 field changed on both sides').click()
  await card.getByRole('button', { name: 'Use Creel’s title of T-1' }).click()
  await expect(toastOf(app, 'Creel’s value is back')).toBeVisible()
  await expect.poll(() => folder.tasks()[0]?.['title'], { timeout: 10_000 }).toBe('Cook slowly')
})
