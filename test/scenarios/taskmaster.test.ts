import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'
import type { RunningService } from '#test/support/service.ts'
import { eventTypesSince, fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { taskIdOf } from '#test/support/task-surfaces.ts'

const shop = {
  master: {
    tasks: [
      fileTask(1, 'Lay the table', { status: 'done', effort: 3 }),
      fileTask('2', 'Cook', {
        dependencies: [1],
        subtasks: [
          { id: 1, title: 'Peel', status: 'pending', dependencies: [] },
          { id: 2, title: 'Boil', status: 'in-progress', dependencies: [1], details: 'Salt.' },
        ],
      }),
    ],
    metadata: { created: '2026-01-01T00:00:00.000Z', updated: '2026-01-01T00:00:00.000Z', note: 'ours' },
  },
  feature: { tasks: [fileTask(1, 'Garnish')], metadata: { description: 'A branch' } },
}

const tasksOf = async (creel: RunningService) => {
  const { items } = await creel.call('tasks.list', { limit: 500 })
  return Object.fromEntries(items.map((task) => [task.externalId, task]))
}

test('all tasks of all tags come to Creel, with their parents and what they hang on, each told once', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  const before = folder.text()
  const link = await creel.call('taskmaster.link', { folder: folder.path })
  expect(link).toMatchObject({ state: 'in_sync', problem: null, taskCount: 5, conflictCount: 0 })
  const tasks = await tasksOf(creel)
  expect(Object.keys(tasks).toSorted()).toEqual(['feature/1', 'master/1', 'master/2', 'master/2.1', 'master/2.2'])
  const cook = tasks['master/2']
  expect(cook).toMatchObject({ title: 'Cook', status: 'open', via: 'taskmaster', projectId: link.projectId })
  expect(cook?.dependencies).toEqual([tasks['master/1']?.id])
  expect(tasks['master/2.2']).toMatchObject({
    status: 'in_progress',
    parentId: cook?.id,
    dependencies: [tasks['master/2.1']?.id],
  })
  expect(await eventTypesSince(creel, 0)).toEqual(Array.from({ length: 5 }, () => 'task.created'))
  expect(folder.text()).toBe(before)
})

test('what changes in Creel is written into the file, and nothing else of it', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder()
  folder.write(shop, '\t')
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  const peel = await taskIdOf(creel, 'Peel')
  const cook = await taskIdOf(creel, 'Cook')
  await creel.call('tasks.update', { id: cook, title: 'Cook slowly', priority: 'high', assignee: 'Mara' })
  await creel.call('tasks.update', { id: peel, status: 'waiting_for_approval' })
  await creel.call('tasks.create', { title: 'Wash up', projectId, dependencies: [cook] })
  await creel.call('tasks.create', { title: 'Drain', projectId, parentId: cook })
  await creel.call('taskmaster.sync', { id })
  // Once more: what was made learns what it hangs on when it has its id.
  await creel.call('taskmaster.sync', { id })

  const expected = structuredClone(shop) as typeof shop & { master: { tasks: object[] } }
  const [, cooking] = expected.master.tasks
  Object.assign(cooking ?? {}, { title: 'Cook slowly', priority: 'high', assignee: 'Mara' })
  const now = folder.read()
  expect(now['master']?.metadata?.['updated']).not.toBe(shop.master.metadata.updated)
  expect(now['feature']).toEqual(shop.feature)
  const [table, cooked, washed] = folder.tasks()
  expect(table).toEqual(shop.master.tasks[0])
  expect({ ...cooked, subtasks: [] }).toEqual({ ...expected.master.tasks[1], subtasks: [] })
  expect(cooked?.subtasks).toMatchObject([
    { id: 1, title: 'Peel', status: 'review' },
    { id: 2, title: 'Boil', details: 'Salt.' },
    { id: 3, title: 'Drain', status: 'pending' },
  ])
  expect(washed).toMatchObject({ id: 3, title: 'Wash up', status: 'pending', dependencies: [2] })
  expect(folder.text()).toMatch(/^\{\n\t"master": \{\n\t\t"tasks"/)
  expect(folder.text().endsWith('}\n')).toBe(true)
  expect(existsSync(`${folder.file}.lock`)).toBe(false)
  expect((await tasksOf(creel))['master/3']?.title).toBe('Wash up')
})

test('a change of the file is seen by itself, and told exactly once', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  await creel.call('taskmaster.link', { folder: folder.path })
  folder.edit((tags) => Object.assign(tags['master']?.tasks[1] ?? {}, { status: 'done' }))
  await expect
    .poll(() => eventTypesSince(creel, 5), { timeout: 10_000 })
    .toEqual(['task.updated', 'task.status_changed', 'task.completed'])
  const { items } = await creel.call('tasks.history', { id: await taskIdOf(creel, 'Cook') })
  expect(items[0]).toMatchObject({ kind: 'completed', via: 'taskmaster', actor: { id: 'taskmaster' } })
})

test('a change in Creel reaches the file by itself', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  await creel.call('taskmaster.link', { folder: folder.path })
  await creel.call('tasks.complete', { id: await taskIdOf(creel, 'Cook') })
  await expect.poll(() => folder.tasks()[1]?.['status'], { timeout: 10_000 }).toBe('done')
})

test('where both sides have changed a field the file is right, and what Creel had is kept on record', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  const { id } = await creel.call('taskmaster.link', { folder: folder.path })
  const cook = await taskIdOf(creel, 'Cook')
  await creel.call('taskmaster.unlink', { id })
  expect((await creel.call('taskmaster.list', {})).items).toEqual([])
  await creel.call('tasks.update', { id: cook, title: 'Cook in Creel', priority: 'low' })
  folder.edit((tags) => Object.assign(tags['master']?.tasks[1] ?? {}, { title: 'Cook in the file' }))
  const link = await creel.call('taskmaster.relink', { id })
  expect(link).toMatchObject({ state: 'in_sync', conflictCount: 1 })
  expect((await creel.call('taskmaster.conflicts', { id })).items).toMatchObject([
    { taskId: cook, field: 'title', taken: 'Cook in the file', replaced: 'Cook in Creel' },
  ])
  expect(await creel.call('tasks.get', { id: cook })).toMatchObject({ title: 'Cook in the file', priority: 'low' })
  expect(folder.tasks()[1]).toMatchObject({ title: 'Cook in the file', priority: 'low' })
})

test('a task that is deleted on one side is deleted on the other; undone in Creel it is back with all it had', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  const { id } = await creel.call('taskmaster.link', { folder: folder.path })
  const table = await taskIdOf(creel, 'Lay the table')
  await creel.call('tasks.delete', { id: table })
  await creel.call('taskmaster.sync', { id })
  expect(folder.tasks().map((task) => task.id)).toEqual(['2'])
  await creel.call('tasks.restore', { id: table })
  await creel.call('taskmaster.sync', { id })
  expect(folder.tasks().find((task) => task.id === 1)).toEqual(shop.master.tasks[0])

  folder.edit((tags) => tags['feature']?.tasks.pop())
  await creel.call('taskmaster.sync', { id })
  const { items } = await creel.call('tasks.list', { deleted: true })
  expect(items.map(({ title }) => title)).toEqual(['Garnish'])
})

test('what Taskmaster has overwritten without having read it is written again', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  // As task-master-ai does: it reads, and later writes the whole tag.
  const stale = folder.read()
  const cook = await taskIdOf(creel, 'Cook')
  await creel.call('tasks.update', { id: cook, title: 'Cook slowly' })
  await creel.call('tasks.create', { title: 'Wash up', projectId })
  await creel.call('tasks.delete', { id: await taskIdOf(creel, 'Garnish') })
  await creel.call('taskmaster.sync', { id })
  Object.assign(stale['master']?.tasks[1] ?? {}, { status: 'done', updatedAt: new Date().toISOString() })
  stale['master']?.tasks.push(fileTask(3, 'Say grace'))
  folder.write(stale)
  await creel.call('taskmaster.sync', { id })

  expect(folder.tasks().map((task) => [task.id, task['title'], task['status']])).toEqual([
    [1, 'Lay the table', 'done'],
    ['2', 'Cook slowly', 'done'],
    [3, 'Say grace', 'pending'],
    [4, 'Wash up', 'pending'],
  ])
  expect(folder.tasks('feature')).toEqual([])
  const { items } = await creel.call('tasks.list', {})
  expect(items.map(({ title }) => title).toSorted()).toEqual([
    'Boil',
    'Cook slowly',
    'Lay the table',
    'Peel',
    'Say grace',
    'Wash up',
  ])
})

test.each([
  ['{"master": {"tasks": [', 'is not JSON'],
  ['[]', 'is not an object'],
  ['{}', 'has no list of tasks'],
  ['{"master": {"tasks": [{"title": "noid"}]}}', 'without an id, at master.tasks.0.'],
  ['{"tasks": [{"id": 1, "title": "a", "subtasks": [{"title": "b"}]}]}', 'at master.tasks.0.subtasks.0.'],
  ['{"shop": {"tasks": [{"id": 1, "title": "a"}, {"id": "1", "title": "b"}]}}', 'two tasks with the id 1, in shop.'],
])('a broken file is told of and left alone: %s', async (text, words) => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  const { id } = await creel.call('taskmaster.link', { folder: folder.path })
  folder.write(text)
  await creel.call('tasks.complete', { id: await taskIdOf(creel, 'Cook') })
  const broken = await creel.call('taskmaster.sync', { id })
  expect(broken).toMatchObject({ state: 'failing', taskCount: 5 })
  expect(broken.problem).toContain(words)
  expect(folder.text()).toBe(text)
  folder.write(shop)
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ state: 'in_sync', problem: null })
  expect(folder.tasks()[1]).toMatchObject({ status: 'done' })
})

test('a file that is gone deletes nothing', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder(shop)
  const { id } = await creel.call('taskmaster.link', { folder: folder.path })
  folder[Symbol.dispose]()
  const gone = await creel.call('taskmaster.sync', { id })
  expect(gone.state).toBe('failing')
  expect(gone.problem).toContain('no Taskmaster file')
  expect((await creel.call('tasks.list', {})).items).toHaveLength(5)
})

test('what has changed while Creel was away is found at its start', async () => {
  using folder = taskmasterFolder(shop)
  using home = taskmasterFolder()
  {
    await using creel = await runService({ home: home.path })
    await creel.call('taskmaster.link', { folder: folder.path })
  }
  folder.edit((tags) => tags['master']?.tasks.push(fileTask(3, 'Wash up')))
  await using creel = await runService({ home: home.path })
  await expect.poll(async () => (await tasksOf(creel))['master/3']?.title, { timeout: 10_000 }).toBe('Wash up')
  expect(await eventTypesSince(creel, 5)).toEqual(['task.created'])
})

test('the shape without tags and the place of before are read and written as they are', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder({ tasks: [fileTask(1, 'Cook')], metadata: { projectName: 'Shop' } }, 'tasks')
  const { id } = await creel.call('taskmaster.link', { folder: folder.path })
  await creel.call('tasks.complete', { id: await taskIdOf(creel, 'Cook') })
  await creel.call('taskmaster.sync', { id })
  expect(folder.read()).toEqual({ tasks: [fileTask(1, 'Cook', { status: 'done' })], metadata: { projectName: 'Shop' } })
})

test('tasks that hang on each other in a circle come all the same, and the file keeps its circle', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder({
    master: { tasks: [fileTask(1, 'Egg', { dependencies: [2] }), fileTask(2, 'Hen', { dependencies: [1] })] },
  })
  const before = folder.text()
  const link = await creel.call('taskmaster.link', { folder: folder.path })
  expect(link).toMatchObject({ state: 'in_sync', taskCount: 2 })
  await creel.call('taskmaster.sync', { id: link.id })
  expect(folder.text()).toBe(before)
})

test.each([
  ['shop', 'not a whole path'],
  ['/nowhere/at/all', 'There is no folder'],
])('a folder that cannot be linked is refused in words: %s', async (folder, words) => {
  await using creel = await runService()
  await expect(creel.call('taskmaster.link', { folder })).rejects.toThrow(words)
})

test('a folder without Taskmaster is refused in words, and one that is linked twice is one link', async () => {
  await using creel = await runService()
  await expect(creel.call('taskmaster.link', { folder: creel.home })).rejects.toThrow('no Taskmaster file')
  using folder = taskmasterFolder(shop)
  const first = await creel.call('taskmaster.link', { folder: folder.path })
  const second = await creel.call('taskmaster.link', { folder: `${folder.path}/` })
  expect(second.id).toBe(first.id)
  expect((await creel.call('taskProjects.list', {})).items).toHaveLength(1)
})

test('tasks in Taskmaster’s text form are made, and the same text again changes nothing', async () => {
  await using creel = await runService()
  const text = `# Task ID: 7
# Title: Cook
# Status: in-progress
# Dependencies: 6
# Priority: high
# Description: Something warm.
# Details:
Slowly.

# Subtasks:
## 1. Peel [done]
### Dependencies: None
### Description: Thinly.
## 2. Boil [pending]
### Dependencies: 7.1
`
  expect(await creel.call('taskmaster.import', { text })).toEqual({ created: 3, updated: 0, unchanged: 0 })
  const tasks = await tasksOf(creel)
  expect(tasks['taskmaster/7']).toMatchObject({ title: 'Cook', status: 'in_progress', priority: 'high' })
  expect(tasks['taskmaster/7.2']).toMatchObject({
    parentId: tasks['taskmaster/7']?.id,
    dependencies: [tasks['taskmaster/7.1']?.id],
  })
  expect(await creel.call('taskmaster.import', { text })).toEqual({ created: 0, updated: 0, unchanged: 3 })
  await expect(creel.call('taskmaster.import', { text: 'Buy milk' })).rejects.toThrow('has no task')
})
