import { AppError } from '#shared/contract/problem.ts'
import type { Task } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTaskProject } from '#main/core/database/stores/task-project-store.ts'
import { findTaskLinks } from '#main/core/database/stores/task-store.ts'

type Links = Pick<Task, 'id' | 'workspaceId' | 'parentId' | 'dependencies'>
type Link = { id: string; parentId: string | null; dependencies: string }

/** How the tasks hang together that are followed for a circle at most. */
const followedAtMost = 10_000

/** Refuses links to tasks that are not there, and links that run in a circle. Throws `bad-task`. */
export async function checkLinks(tx: Tx, task: Links): Promise<void> {
  await checkPresent(tx, task)
  if (task.parentId !== null)
    await checkNoCircle(tx, task, { path: 'parentId', first: [task.parentId], next: ({ parentId }) => [parentId] })
  if (task.dependencies.length > 0)
    await checkNoCircle(tx, task, {
      path: 'dependencies',
      first: task.dependencies,
      next: ({ dependencies }) => JSON.parse(dependencies) as string[],
    })
}

async function checkPresent(tx: Tx, { workspaceId, parentId, dependencies }: Links): Promise<void> {
  const wanted = parentId === null ? dependencies : [parentId, ...dependencies]
  if (wanted.length === 0) return
  const known = new Set((await findTaskLinks(tx, workspaceId, wanted)).map(({ id }) => id))
  const missing = wanted.find((id) => !known.has(id))
  if (missing === undefined) return
  throw badTask(missing === parentId ? 'parentId' : 'dependencies', `names ${missing}, and no task has that id`)
}

type Way = { path: string; first: readonly string[]; next: (link: Link) => readonly (string | null)[] }

async function checkNoCircle(tx: Tx, { id, workspaceId }: Links, { path, first, next }: Way): Promise<void> {
  const seen = new Set<string>()
  for (let round: readonly string[] = first; round.length > 0 && seen.size < followedAtMost;) {
    if (round.includes(id)) throw badTask(path, 'leads back to the task itself')
    for (const one of round) seen.add(one)
    const links = await findTaskLinks(tx, workspaceId, round)
    round = [...new Set(links.flatMap(next))].filter((one) => one !== null && !seen.has(one)) as string[]
  }
}

/** Refuses a project that is not there. Throws `task-project-not-found`. */
export async function checkProject(tx: Tx, workspaceId: string, projectId: string | null): Promise<void> {
  if (projectId === null || (await findTaskProject(tx, workspaceId, projectId))) return
  throw new AppError('task-project-not-found', `No project of tasks has the id ${projectId}.`)
}

/** A task that cannot be so, with the field that says why. */
export const badTask = (path: string, message: string): AppError =>
  new AppError('bad-task', `The task cannot be so: ${path} ${message}.`, { errors: [{ path, message }] })
