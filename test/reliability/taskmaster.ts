import { setTimeout as pause } from 'node:timers/promises'
import { careless } from '#test/support/careless-files.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import type { FileTask, TaskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { skippedReport, toReport } from './report.ts'
import { seededRandom } from './seeded-random.ts'
import type { TaskmasterProcess } from './taskmaster-process.ts'
import { installTaskmaster, startTaskmaster } from './taskmaster-process.ts'

export type TaskmasterOptions = { writes: number; seed: number; twin?: 'careless' }

const seeds = 10
/** How long Creel waits at the most while a call of Taskmaster is under way, so that it writes at any moment of it. */
const longestDelayMs = 500

/** What is to be found in the end, by the titles of tasks. */
type Expected = {
  titles: Set<string>
  statuses: Map<string, string>
  descriptions: Map<string, string>
  subtasks: [parent: string, title: string][]
}

/** Lets Creel and the real task-master-ai write one tasks.json at once, and looks for what is lost, double or altered. */
export async function taskmaster({ writes, seed, twin }: TaskmasterOptions): Promise<Report> {
  using packages = temporaryFolder()
  const installed = await installTaskmaster(packages.path).catch((error: unknown) => String(error).slice(0, 300))
  if (!installed.endsWith('.js')) return skippedReport('taskmaster', seed, `It cannot be installed: ${installed}`)
  await using creel = await runService({}, twin && { sharedFiles: careless })
  using folder = taskmasterFolder({
    master: { tasks: Array.from({ length: seeds }, (_, at) => fileTask(at + 1, `Seed ${at + 1}`, { odd: [at] })) },
    other: { tasks: [fileTask(1, 'Elsewhere', { odd: true })], metadata: { description: 'Kept' } },
  })
  using process = await startTaskmaster(installed, folder.path)
  const { id, projectId } = await creel.call('taskmaster.link', { folder: folder.path })
  const expected: Expected = {
    titles: new Set(Array.from({ length: seeds }, (_, at) => `Seed ${at + 1}`)),
    statuses: new Map(),
    descriptions: new Map(),
    subtasks: [],
  }
  const asTaskmaster = taskmasterWriter(process, expected)
  const asCreel = await creelWriter(creel, { projectId, expected })
  const random = seededRandom(seed)
  // Side by side to the last: a call of Taskmaster takes far longer than a change in Creel.
  let refused = 0
  for (let number = 1; number <= writes; number += 1) {
    // Each side refuses what it can no longer find.
    const byCreel = pause(random.between(0, longestDelayMs)).then(() => asCreel(number))
    await Promise.all([asTaskmaster(number), byCreel].map((write) => write.catch(() => (refused += 1))))
  }
  const state = await settle(creel, id)
  const { lost, duplicated, altered } = await audit(creel, folder, expected)
  return toReport(twin === undefined ? 'taskmaster' : `taskmaster-${twin}`, seed, {
    findings: {
      ...noFindings(),
      lost: lost.length,
      duplicated,
      altered,
      refused,
      unsettled: state === 'in_sync' ? 0 : 1,
    },
    acknowledged: 2 * writes,
    more: { creelWrites: writes, taskmasterWrites: writes, missing: lost.slice(0, 5) },
  })
}

type Write = (number: number) => Promise<void>

/** Adds tasks, and of each one that it has added sets the status or adds a subtask. */
function taskmasterWriter(process: TaskmasterProcess, expected: Expected): Write {
  let own = { id: '', title: '' }
  return async (number) => {
    if (number % 2 === 1) {
      const title = `Taskmaster ${number}`
      const said = await process.call('add_task', { title, description: 'By hand', details: `Details ${number}` })
      own = { title, id: /"taskId":\s*"?(\d+)/.exec(said)?.[1] ?? '' }
      expected.titles.add(title)
    } else if (number % 4 === 0) {
      // The seeds keep their ids; what was just added may have to make room for one of Creel’s.
      const which = ((number / 4) % seeds) + 1
      const status = number % 8 === 0 ? 'done' : 'in-progress'
      await process.call('set_task_status', { id: String(which), status })
      expected.statuses.set(`Seed ${which}`, status)
    } else {
      const title = `Subtask ${number}`
      await process.call('add_subtask', { id: own.id, title })
      expected.subtasks.push([own.title, title])
    }
  }
}

/** Makes tasks and changes the descriptions of those that were there. */
async function creelWriter(
  creel: RunningService,
  { projectId, expected }: { projectId: string; expected: Expected },
): Promise<Write> {
  const { items } = await creel.call('tasks.list', { q: 'Seed ', limit: 500 })
  return async (number) => {
    const seed = items[number % items.length]
    if (number % 2 === 1) {
      const title = `Creel ${number}`
      await creel.call('tasks.create', { title, projectId })
      expected.titles.add(title)
    } else if (seed) {
      await creel.call('tasks.update', { id: seed.id, description: `Description ${number}` })
      expected.descriptions.set(seed.title, `Description ${number}`)
    }
  }
}

/** Waits until neither side has anything to tell the other. */
async function settle(creel: RunningService, id: string): Promise<string> {
  let state = 'failing'
  for (let round = 0; round < 5; round += 1) {
    state = (await creel.call('taskmaster.sync', { id })).state
    await pause(300)
  }
  return state
}

async function audit(creel: RunningService, folder: TaskmasterFolder, expected: Expected) {
  const inFile = folder.tasks()
  const { items: inCreel } = await creel.call('tasks.list', { limit: 500 })
  const lost: string[] = []
  const require = (what: string, isThere: boolean): void => void (isThere || lost.push(what))
  const find = (title: string): FileTask | undefined => inFile.find((task) => task['title'] === title)
  for (const title of expected.titles) {
    require(`${title} in the file`, find(title) !== undefined)
    require(`${title} in Creel`, inCreel.some((task) => task.title === title))
  }
  for (const [title, status] of expected.statuses) require(`status of ${title}`, find(title)?.['status'] === status)
  for (const [title, description] of expected.descriptions) {
    require(`description of ${title}`, find(title)?.['description'] === description)
    require(`description of ${title} in Creel`, inCreel.find((task) => task.title === title)?.description ===
      description)
  }
  for (const [parent, title] of expected.subtasks) {
    const isInFile = find(parent)?.subtasks?.some((subtask) => subtask['title'] === title) ?? false
    require(`${title} in the file`, isInFile)
    require(`${title} in Creel`, inCreel.some((task) => task.title === title))
  }
  const duplicated =
    countRepeated(inFile.map((task) => task['title'])) + countRepeated(inCreel.map(({ title }) => title))
  const kept = [
    ...Array.from({ length: seeds }, (_, at) => isKept(find(`Seed ${at + 1}`), [at])),
    isKept(folder.tasks('other')[0], true),
  ]
  return { lost, duplicated, altered: kept.filter((one) => !one).length }
}

const countRepeated = (titles: readonly unknown[]): number => titles.length - new Set(titles).size

const isKept = (task: FileTask | undefined, odd: unknown): boolean =>
  JSON.stringify(task?.['odd']) === JSON.stringify(odd) && task?.['details'] === `How to: ${String(task?.['title'])}`
