import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import type { FileTask, TaskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'

const statuses: readonly [string, TaskStatus][] = [
  ['pending', 'open'],
  ['in-progress', 'in_progress'],
  ['review', 'waiting_for_approval'],
  ['done', 'completed'],
  ['deferred', 'deferred'],
  ['blocked', 'blocked'],
  ['cancelled', 'cancelled'],
]
const priorities: readonly TaskPriority[] = ['low', 'medium', 'high', 'critical']

/** Something that is done on one side; `at` says to which of its tasks, `to` what becomes of it. */
const deed = fc.record({
  side: fc.constantFrom('file', 'creel'),
  what: fc.constantFrom('title', 'status', 'priority', 'depend', 'add', 'delete'),
  at: fc.nat(20),
  to: fc.nat(100),
  syncs: fc.boolean(),
})
type Deed = (typeof deed extends fc.Arbitrary<infer Value> ? Value : never) & { name: string }

const chosen = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % items.length]

function inFile({ what, at, to, name }: Deed, tasks: FileTask[]): void {
  const task = chosen(tasks, at)
  if (what === 'add') tasks.push(fileTask(Math.max(0, ...tasks.map(({ id }) => Number(id))) + 1, name, { odd: name }))
  else if (what === 'delete' && task) tasks.splice(tasks.indexOf(task), 1)
  else if (task) Object.assign(task, changesInFile({ what, to, name }, task, tasks))
}

function changesInFile(
  { what, to, name }: Pick<Deed, 'what' | 'to' | 'name'>,
  task: FileTask,
  tasks: FileTask[],
): object {
  const other = chosen(tasks, to)
  if (what === 'title') return { title: name }
  if (what === 'status') return { status: chosen(statuses, to)?.[0] }
  if (what === 'priority') return { priority: chosen(priorities, to) }
  return { dependencies: other && other !== task ? [other.id] : [] }
}

async function inCreel(creel: RunningService, projectId: string, { what, at, to, name }: Deed): Promise<void> {
  const { items } = await creel.call('tasks.list', { projectId, limit: 500 })
  const task = chosen(items, at)
  if (what === 'add') await creel.call('tasks.create', { title: name, projectId })
  else if (!task) return
  else if (what === 'delete') await creel.call('tasks.delete', { id: task.id })
  else if (what === 'title') await creel.call('tasks.update', { id: task.id, title: name })
  else if (what === 'status')
    await creel.call('tasks.update', { id: task.id, status: chosen(statuses, to)?.[1] ?? 'open' })
  else if (what === 'priority')
    await creel.call('tasks.update', { id: task.id, priority: chosen(priorities, to) ?? 'low' })
  // What would lead in a circle is refused, and changes nothing.
  else
    await creel.call('tasks.update', { id: task.id, dependencies: dependencyOf(items, task.id, to) }).catch(() => null)
}

const dependencyOf = (items: readonly { id: string }[], id: string, to: number): string[] => {
  const other = chosen(items, to)
  return other && other.id !== id ? [other.id] : []
}

/** Both sides, told alike. */
async function bothSides(creel: RunningService, projectId: string, folder: TaskmasterFolder) {
  const { items } = await creel.call('tasks.list', { projectId, limit: 500 })
  const statusOf = new Map(statuses)
  const file = folder.tasks().map(({ id, title, status, priority }) => ({
    key: `master/${id}`,
    title,
    status: statusOf.get(status as string),
    priority: priority ?? null,
  }))
  const tasks = items.map(({ externalId, title, status, priority }) => ({ key: externalId, title, status, priority }))
  const byKey = (one: { key: string | null }, other: { key: string | null }): number =>
    String(one.key).localeCompare(String(other.key))
  return { file: file.toSorted(byKey), creel: tasks.toSorted(byKey) }
}

test('a new task takes the id of one that was taken out of the file meanwhile', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'One'), fileTask(2, 'Two')] } })
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  folder.edit(({ master }) => master?.tasks.pop())
  await creel.call('tasks.create', { title: 'Three', projectId })
  expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ problem: null })
  const { file, creel: tasks } = await bothSides(creel, projectId, folder)
  expect(tasks).toEqual(file)
  expect(tasks.map(({ key, title }) => [key, title])).toEqual([
    ['master/1', 'One'],
    ['master/2', 'Three'],
  ])
})

test('two new tasks whose ids were overwritten both move on, and none is there twice', async () => {
  await using creel = await runService()
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'First')] } })
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  const readByTaskmaster = folder.read()
  await creel.call('tasks.create', { title: 'One of Creel', projectId })
  await creel.call('taskmaster.sync', { id })
  await creel.call('tasks.create', { title: 'Two of Creel', projectId })
  await creel.call('taskmaster.sync', { id })
  expect(folder.tasks().map((task) => task.id)).toEqual([1, 2, 3])
  readByTaskmaster['master']?.tasks.push(fileTask(2, 'One of Taskmaster'))
  folder.write(readByTaskmaster)
  const link = await creel.call('taskmaster.sync', { id })
  await creel.call('taskmaster.sync', { id })
  const { file, creel: tasks } = await bothSides(creel, projectId, folder)
  expect(tasks).toEqual(file)
  expect(tasks.map(({ key, title }) => [key, title])).toEqual([
    ['master/1', 'First'],
    ['master/2', 'One of Taskmaster'],
    ['master/3', 'Two of Creel'],
    ['master/4', 'One of Creel'],
  ])
  expect(link).toMatchObject({ state: 'in_sync', problem: null })
})

test('whatever is done on both sides, they are alike in the end, nothing foreign is touched, and then it is quiet', async () => {
  await using creel = await runService()
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 12 }), async (deeds) => {
      const first = [fileTask(1, 'One', { odd: 'One' }), fileTask('2', 'Two', { odd: 'Two', dependencies: [1] })]
      using folder = taskmasterFolder({ master: { tasks: first, metadata: { theirs: true } }, other: { tasks: [] } })
      const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
      for (const [index, given] of deeds.entries()) {
        const one = { ...given, name: `Name ${index}` }
        if (one.side === 'file') folder.edit(({ master }) => inFile(one, master?.tasks ?? []))
        else await inCreel(creel, projectId, one)
        if (one.syncs) await creel.call('taskmaster.sync', { id })
      }
      for (let round = 0; round < 3; round += 1)
        expect(await creel.call('taskmaster.sync', { id })).toMatchObject({ problem: null })
      const { file, creel: tasks } = await bothSides(creel, projectId, folder)
      expect(tasks).toEqual(file)
      // Those that Creel has made have no foreign fields.
      const foreign = folder.tasks().filter(({ metadata }) => metadata === undefined)
      expect(foreign.map(({ details }) => details)).toEqual(foreign.map(({ odd }) => `How to: ${String(odd)}`))
      expect(folder.read()['master']?.metadata).toEqual({ theirs: true })

      const [text, before] = [folder.text(), await newestEvent(creel)]
      await creel.call('taskmaster.sync', { id })
      expect([folder.text(), await newestEvent(creel)]).toEqual([text, before])
      await creel.call('taskmaster.unlink', { id })
    }),
    { numRuns: Number(process.env['CREEL_PROPERTY_RUNS'] ?? 12) },
  )
}, 120_000)

const newestEvent = async (creel: RunningService): Promise<string | undefined> =>
  (await creel.call('events.list', { limit: 1 })).items[0]?.id
