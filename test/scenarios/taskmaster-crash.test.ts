import { expect, test } from 'vitest'
import type { SharedFiles } from '#main/core/ports.ts'
import { sharedFiles } from '#main/host/shared-files.ts'
import { runService } from '#test/support/service.ts'
import { eventTypesSince, fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { taskIdOf } from '#test/support/task-surfaces.ts'

test('a crash between the file and the database loses nothing, and tells nothing twice', async () => {
  let isBreaking = false
  const breaking: SharedFiles = {
    ...sharedFiles,
    async change(file, body) {
      const value = await sharedFiles.change(file, body)
      if (isBreaking) throw new Error('Creel was killed')
      return value
    },
  }
  await using creel = await runService({}, { sharedFiles: breaking })
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'Cook'), fileTask(2, 'Garnish')] } })
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  isBreaking = true
  await creel.call('tasks.update', { id: await taskIdOf(creel, 'Cook'), assignee: { id: 'u1', name: 'Mara' } })
  await creel.call('tasks.create', { title: 'Wash up', projectId })
  await creel.call('tasks.delete', { id: await taskIdOf(creel, 'Garnish') })
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ state: 'failing' })
  expect(folder.tasks()).toMatchObject([{ assignee: 'Mara' }, { title: 'Wash up' }])
  isBreaking = false
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ state: 'in_sync', taskCount: 2 })
  expect(folder.tasks()).toHaveLength(2)
  expect((await creel.call('tasks.list', { q: 'Wash up' })).items.map(({ externalId }) => externalId)).toEqual([
    'master/2',
  ])
  // The last one tells the external id.
  const told = ['task.updated', 'task.assigned', 'task.created', 'task.deleted', 'task.updated']
  expect(await eventTypesSince(creel, 2)).toEqual(told)
})
