import { expect, test } from 'vitest'
import type { SharedFiles } from '#main/core/ports.ts'
import { sharedFiles } from '#main/host/shared-files.ts'
import { runService } from '#test/support/service.ts'
import { eventTypesSince, fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { taskIdOf } from '#test/support/task-surfaces.ts'

/** Files that are written, and Creel is killed before it knows, as long as it says so. */
function breakingFiles() {
  const state = { isBreaking: false }
  const files: SharedFiles = {
    ...sharedFiles,
    async change(file, body) {
      const value = await sharedFiles.change(file, body)
      if (state.isBreaking) throw new Error('Creel was killed')
      return value
    },
  }
  return { state, files }
}

test('a crash between the file and the database loses nothing, and tells nothing twice', async () => {
  const { state, files } = breakingFiles()
  await using creel = await runService({}, { sharedFiles: files })
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'Cook'), fileTask(2, 'Garnish')] } })
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  state.isBreaking = true
  await creel.call('tasks.update', { id: await taskIdOf(creel, 'Cook'), assignee: { id: 'u1', name: 'Mara' } })
  await creel.call('tasks.create', { title: 'Wash up', projectId })
  await creel.call('tasks.delete', { id: await taskIdOf(creel, 'Garnish') })
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ state: 'failing' })
  expect(folder.tasks()).toMatchObject([{ assignee: 'Mara' }, { title: 'Wash up' }])
  state.isBreaking = false
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ state: 'in_sync', taskCount: 2 })
  expect(folder.tasks()).toHaveLength(2)
  expect((await creel.call('tasks.list', { q: 'Wash up' })).items.map(({ externalId }) => externalId)).toEqual([
    'master/2',
  ])
  // The last one tells the external id.
  const told = ['task.updated', 'task.assigned', 'task.created', 'task.deleted', 'task.updated']
  expect(await eventTypesSince(creel, 2)).toEqual(told)
})

test('a task that moves on in the file before a crash is still one task', async () => {
  const { state, files } = breakingFiles()
  await using creel = await runService({}, { sharedFiles: files })
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'Cook')] } })
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  const stale = folder.read()
  await creel.call('tasks.create', { title: 'Wash up', projectId })
  await creel.call('taskmaster.sync', { id })
  stale['master']?.tasks.push(fileTask(2, 'Say grace'))
  state.isBreaking = true
  folder.write(stale)
  await creel.call('taskmaster.sync', { id })
  expect(folder.tasks().map((task) => task['title'])).toEqual(['Cook', 'Say grace', 'Wash up'])
  state.isBreaking = false
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ state: 'in_sync', taskCount: 3 })
  expect(folder.tasks()).toHaveLength(3)
  const { items } = await creel.call('tasks.list', { projectId })
  expect(items.map(({ title, externalId }) => `${externalId} ${title}`).toSorted()).toEqual([
    'master/1 Cook',
    'master/2 Say grace',
    'master/3 Wash up',
  ])
})
