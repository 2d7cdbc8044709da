import { toolProgram } from '#test/support/tool-server/tool-server.ts'
import type { Screen } from './screen-steps.ts'

/** Tool servers: none, one that is added, one that has told its tools, and one in a trigger. */
export const toolScreens: readonly Screen[] = [
  {
    name: 'settings-no-tools',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/settings/tools`)
      await app.getByText('No tool server is set up yet.').waitFor()
    },
  },
  {
    name: 'settings-tools-add',
    show: async (app) => {
      await app.getByRole('button', { name: 'Add a server' }).click()
      await app.getByRole('button', { name: 'Add a variable' }).click()
      await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Taskmaster')
      await app.getByRole('button', { name: 'Add', exact: true }).click()
      await app.getByRole('alert').first().waitFor()
    },
    leave: async (app) => {
      await app.keyboard.press('Escape')
      await app.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'settings-tools',
    show: async (app, creel) => {
      await creel.call('toolServers.create', { name: 'Our tools', transport: toolProgram() })
      await app.getByRole('button', { name: 'Ask Our tools for its tools' }).click()
      await app.getByText('Says it again.').waitFor()
    },
  },
  {
    name: 'trigger-calls-tool',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/triggers/new`)
      await app.getByRole('button', { name: 'Add action' }).click()
      await app.getByRole('menuitem', { name: 'Call a tool' }).click()
      await app.getByRole('combobox', { name: 'Tool server' }).selectOption('Our tools')
      await app.getByRole('combobox', { name: 'Tool', exact: true }).selectOption('echo')
      await app.getByRole('textbox', { name: 'text (required)' }).fill('{{ data.title }}')
      await app.getByRole('textbox', { name: 'All arguments' }).waitFor()
    },
    leave: async (_, creel) => {
      const { items } = await creel.call('toolServers.list')
      for (const { id } of items) await creel.call('toolServers.delete', { id, purge: true })
    },
  },
]
