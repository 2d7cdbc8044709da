import type { TaskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import type { Screen } from './screen-steps.ts'

let folder: TaskmasterFolder | null = null

/** Folders of Taskmaster: none, one with a conflict, one that is broken. */
export const taskmasterScreens: readonly Screen[] = [
  {
    name: 'settings-no-taskmaster',
    show: async (app, creel) => {
      await app.goto(`${creel.controlUrl}/#/settings/taskmaster`)
      await app.getByText('No folder is linked yet.').waitFor()
    },
  },
  {
    name: 'settings-taskmaster',
    show: async (app, creel) => {
      folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'Write the release notes')] } })
      const { id } = await creel.call('taskmaster.link', { folder: folder.path })
      const { items } = await creel.call('tasks.list', { q: 'Write the release notes' })
      await creel.call('taskmaster.unlink', { id })
      await creel.call('tasks.update', { id: items[0]?.id ?? '', title: 'Write the notes of 2.4' })
      folder.edit((tags) => Object.assign(tags['master']?.tasks[0] ?? {}, { title: 'Write the notes of 2.5' }))
      await creel.call('taskmaster.relink', { id })
      await app.getByText('1 field changed on both sides').click()
      await app.getByRole('button', { name: /Use Creel’s title/ }).waitFor()
    },
  },
  {
    name: 'settings-taskmaster-broken',
    show: async (app) => {
      folder?.write('{"master": {"tasks": [')
      await app.getByRole('alert').waitFor()
    },
    leave: async (_, creel) => {
      const { items } = await creel.call('taskmaster.list')
      for (const { id } of items) await creel.call('taskmaster.unlink', { id })
      folder?.[Symbol.dispose]()
      folder = null
    },
  },
]
