import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sharedFiles } from '#main/host/shared-files.ts'
import type { SharedFiles } from '#main/core/ports.ts'
import { runService } from '#test/support/service.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { careless } from '#test/support/careless-files.ts'

const writer = fileURLToPath(new URL('../support/taskmaster-writer.ts', import.meta.url))
/** How often each side writes. */
type Writes = { ours: number; others: number }

/** Creel and another process write one file at once; answers what is missing in the end. */
async function writeTogether(files: SharedFiles, { ours, others }: Writes): Promise<string[]> {
  await using creel = await runService({}, { sharedFiles: files })
  const shared = Array.from({ length: 20 }, (_, index) => fileTask(index + 1, `Shared ${index + 1}`, { odd: [index] }))
  const other = { tasks: [fileTask(1, 'Elsewhere')], metadata: { description: 'Kept' } }
  using folder = taskmasterFolder({ master: { tasks: shared, metadata: {} }, other })
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  const { items } = await creel.call('tasks.list', { limit: 500 })
  const child = spawn(process.execPath, [writer, folder.file, String(others)], { stdio: 'pipe' })
  const ended = once(child, 'exit')
  for (let number = 1; number <= ours; number += 1) {
    const task = items.find(({ title }) => title === `Shared ${(number % 20) + 1}`)
    if (number % 2 === 0) await creel.call('tasks.create', { title: `Made ${number}`, projectId })
    else await creel.call('tasks.update', { id: task?.id ?? '', description: `Changed ${number}` })
    await creel.call('taskmaster.sync', { id })
  }
  // It ends badly where what it reads is half a file.
  if ((await ended)[0] !== 0) return ['the end of the other process']
  const { state, problem } = await creel.call('taskmaster.sync', { id })
  if (state !== 'in_sync') return [problem ?? state]
  return missingIn({ ours, others }, folder.read(), await creel.call('tasks.list', { limit: 500 }))
}

type Tags = ReturnType<ReturnType<typeof taskmasterFolder>['read']>

function missingIn(
  { ours, others }: Writes,
  tags: Tags,
  { items }: { items: { title: string; description: string | null }[] },
): string[] {
  const tasks = tags['master']?.tasks ?? []
  const has = (fields: object): boolean =>
    tasks.some((task) =>
      Object.entries(fields).every(([name, value]) => JSON.stringify(task[name]) === JSON.stringify(value)),
    )
  const missing: string[] = []
  const require = (what: string, isThere: boolean): void => void (isThere || missing.push(what))
  for (let number = 1; number <= others; number += 1) {
    require(`Written ${number} in the file`, has({
      title: `Written ${number}`,
      details: `secret ${number}`,
      odd: { number },
    }))
    require(`Written ${number} in Creel`, items.some(({ title }) => title === `Written ${number}`))
  }
  for (let number = 1; number <= ours; number += 1) {
    if (number % 2 === 0) require(`Made ${number} in the file`, has({ title: `Made ${number}` }))
    else if (number > ours - 20)
      require(`Changed ${number}`, has({ title: `Shared ${(number % 20) + 1}`, description: `Changed ${number}` }))
  }
  for (let index = 0; index < 20; index += 1)
    require(`fields of Shared ${index + 1}`, has({
      title: `Shared ${index + 1}`,
      odd: [index],
      details: `How to: Shared ${index + 1}`,
    }))
  require('the count of the other writer', has({ id: 1, count: others }))
  require('the other tag', JSON.stringify(tags['other']?.metadata) === JSON.stringify({ description: 'Kept' }))
  return missing
}

test(
  '200 writes of Creel and 200 of another process at once: nothing is lost, no field is dropped',
  { timeout: 120_000 },
  async () => {
    expect(await writeTogether(sharedFiles, { ours: 200, others: 200 })).toEqual([])
  },
)

test('a Creel that takes no lock is caught', { timeout: 120_000 }, async () => {
  expect(await writeTogether(careless, { ours: 40, others: 200 })).not.toEqual([])
})
