import { toolProgram } from '#test/support/tool-server/tool-server.ts'
import { expect, test, toastOf } from './support/test.ts'

// A server that cannot be started is told of.
test.use({ expectedComplaints: /status of 502/ })

test('a tool server is added, asked for its tools, mended, removed and brought back, and a trigger calls it', async ({
  app,
  creel,
}) => {
  const { program, arguments: given } = toolProgram()
  await app.goto(`${creel.controlUrl}/#/settings/tools`)
  await app.getByText('No tool server is set up yet.').waitFor()
  await app.getByRole('button', { name: 'Add a server' }).click()
  await app.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(app.getByRole('alert')).toHaveText(['This is missing.', 'This is missing.'])
  await app.getByRole('textbox', { name: 'Name' }).fill('Ours')
  await app.getByRole('textbox', { name: 'Program' }).fill('/no/such/program')
  await app.getByRole('button', { name: 'Add a variable' }).click()
  await app.getByRole('textbox', { name: 'Name of variable 1' }).fill('API_KEY')
  await app.getByLabel('Value of API_KEY').fill('sk-1234')
  await app.keyboard.press('Enter')
  await expect(toastOf(app, '“Ours” was added')).toBeVisible()
  const card = app.getByRole('listitem', { name: 'Ours' })
  await card.getByRole('button', { name: 'Ask Ours for its tools' }).click()
  await expect(card.getByRole('alert')).toContainText('It could not be started: spawn /no/such/program ENOENT')

  await card.getByRole('button', { name: 'Change Ours' }).click()
  await app.getByRole('textbox', { name: 'Program' }).fill(program)
  await app.getByRole('textbox', { name: 'Arguments, one a line' }).fill(given.join('\n'))
  const secret = app.getByLabel('Value of API_KEY')
  await secret.fill('x')
  await secret.fill('')
  await app.getByLabel('API_KEY is secret').uncheck()
  await app.getByLabel('API_KEY is secret').check()
  await expect(secret).toHaveAttribute('placeholder', 'Kept as it is')
  await app.getByRole('button', { name: 'Add a variable' }).click()
  await app.getByRole('textbox', { name: 'Name of variable 2' }).fill('api_key')
  await app.getByRole('button', { name: 'Save' }).click()
  await expect(app.getByRole('dialog').getByRole('alert')).toHaveText('This names a variable twice.')
  await app.getByRole('button', { name: 'Remove api_key', exact: true }).click()
  await app.getByText('Over HTTP', { exact: true }).click()
  await app.getByText('A program', { exact: true }).click()
  await expect(app.getByRole('textbox', { name: 'Program' })).toHaveValue(program)
  await app.getByRole('button', { name: 'Save' }).click()
  await card.getByRole('button', { name: 'Ask Ours for its tools' }).click()
  await expect(card).toContainText('8 tools', { timeout: 30_000 })
  await expect(card).toContainText('Says it again.')
  const asked: string[] = []
  app.on('request', (request) => void (request.url().endsWith('/tools') && asked.push(request.url())))
  await card.getByRole('switch').click()
  await expect(card.getByRole('switch')).not.toBeChecked()
  await card.getByRole('switch').click()
  await expect(card.getByRole('switch')).toBeChecked()
  await expect(card).toContainText('8 tools')
  expect(asked).toEqual([])
  const [server] = (await creel.call('toolServers.list')).items
  const read = { id: server?.id ?? '', tool: 'read_variable', arguments: { name: 'API_KEY' } }
  expect((await creel.call('toolServers.call', read)).output).toBe('sk-1234')

  await card.getByRole('button', { name: 'Remove Ours' }).click()
  await app.getByText('No tool server is set up yet.').waitFor()
  await app.keyboard.press('z')
  await expect(card).toBeVisible()

  await app.goto(`${creel.controlUrl}/#/triggers`)
  await app.getByRole('button', { name: 'Begin with this' }).nth(1).click()
  await app.getByRole('textbox', { name: 'Name' }).fill('Say it')
  await app.getByRole('button', { name: 'Add action' }).click()
  await app.getByRole('menuitem', { name: 'Call a tool' }).click()
  await app.getByRole('combobox', { name: 'Tool server' }).selectOption('Ours')
  await app.getByRole('combobox', { name: 'Tool', exact: true }).selectOption('echo', { timeout: 30_000 })
  await app.getByRole('textbox', { name: 'text (required)' }).fill('{{ event.type }}')
  await app.getByRole('textbox', { name: 'times' }).fill('2')
  await expect(app.getByRole('textbox', { name: 'All arguments' })).toHaveValue(
    '{\n  "text": "{{ event.type }}",\n  "times": 2\n}',
  )
  await app.getByLabel('Allow this trigger to run commands on this computer').check()
  await expect(app.getByText('The tool echo of “Ours” would be called.')).toBeVisible()
})
