import { AppError } from '#shared/contract/problem.ts'
import type { TaskmasterLink } from '#shared/model/taskmaster.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import { insertTaskProject } from '#main/core/database/stores/task-project-store.ts'
import type { StoredLink } from '#main/core/database/stores/taskmaster-store.ts'
import {
  countLink,
  findLink,
  findLinkOfFolder,
  insertLink,
  listLiveLinks,
  updateLink,
} from '#main/core/database/stores/taskmaster-store.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { LinkState } from './link-runner.ts'
import { findFile } from './link-runner.ts'
import type { LiveLinksParts } from './live-links.ts'
import { createLiveLinks } from './live-links.ts'

/** Keeps Creel's tasks and Taskmaster's alike. */
export type TaskmasterBridge = {
  link: (workspaceId: string, folder: string) => Promise<TaskmasterLink>
  unlink: (workspaceId: string, id: string) => Promise<void>
  relink: (workspaceId: string, id: string) => Promise<TaskmasterLink>
  /** Brings both sides together now; how it went is in the answer. */
  sync: (workspaceId: string, id: string) => Promise<TaskmasterLink>
  show: (workspaceId: string, id: string) => Promise<TaskmasterLink>
  list: (workspaceId: string) => Promise<TaskmasterLink[]>
  start: () => Promise<void>
  stop: () => Promise<void>
}

export type BridgeParts = LiveLinksParts & { makeId: MakeId }

export function createTaskmasterBridge(parts: BridgeParts): TaskmasterBridge {
  const { db, writer, clock, makeId, files } = parts
  const live = createLiveLinks(parts)

  const show = async (link: StoredLink): Promise<TaskmasterLink> =>
    toLink(link, live.stateOf(link.id), await countLink(db, link.id))
  const runAndShow = async (link: StoredLink): Promise<TaskmasterLink> => {
    await live.run(link)
    return show(link)
  }
  const revive = async (link: StoredLink): Promise<TaskmasterLink> => {
    await writer.write((tx) => updateLink(tx, link.id, { unlinkedAt: null }))
    return runAndShow({ ...link, unlinkedAt: null })
  }

  return {
    async link(workspaceId, given) {
      const folder = await files.findFolder(given)
      await findFile(parts, { folder })
      const known = await findLinkOfFolder(db, workspaceId, folder)
      if (known) return revive(known)
      const ids = { id: makeId('taskmasterLink'), projectId: makeId('taskProject') }
      const link = { ...ids, workspaceId, folder, createdAt: clock.now(), syncedAt: null, unlinkedAt: null }
      await writer.write((tx) => insertWithProject(tx, link))
      return runAndShow(link)
    },
    async unlink(workspaceId, id) {
      await requireLink(db, workspaceId, id)
      await writer.write((tx) => updateLink(tx, id, { unlinkedAt: clock.now() }))
      await live.end(id)
    },
    relink: async (workspaceId, id) => revive(await requireLink(db, workspaceId, id, 'linked or not')),
    sync: async (workspaceId, id) => runAndShow(await requireLink(db, workspaceId, id)),
    show: async (workspaceId, id) => show(await requireLink(db, workspaceId, id)),
    async list(workspaceId) {
      const links = (await listLiveLinks(db)).filter((link) => link.workspaceId === workspaceId)
      return Promise.all(links.map(show))
    },
    start: live.start,
    stop: live.stop,
  }
}

async function requireLink(
  db: Reader,
  workspaceId: string,
  id: string,
  which: 'linked' | 'linked or not' = 'linked',
): Promise<StoredLink> {
  const link = await findLink(db, workspaceId, id)
  if (link && (link.unlinkedAt === null || which === 'linked or not')) return link
  throw new AppError('taskmaster-link-not-found', `No link to Taskmaster has the id ${id}.`)
}

async function insertWithProject(tx: Tx, link: StoredLink): Promise<void> {
  const { projectId: id, workspaceId, createdAt } = link
  const name = link.folder.split(/[\\/]/).findLast((part) => part !== '') ?? 'Taskmaster'
  await insertTaskProject(tx, { id, workspaceId, name: name.slice(0, 100), createdAt, updatedAt: createdAt })
  await insertLink(tx, link)
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function toLink(
  { unlinkedAt: _, createdAt, ...link }: StoredLink,
  state: LinkState | undefined,
  counts: Pick<TaskmasterLink, 'taskCount' | 'conflictCount'>,
): TaskmasterLink {
  const syncedAt = state?.syncedAt ?? link.syncedAt
  const problem = state?.problem ?? null
  return {
    ...link,
    ...counts,
    createdAt: new Date(createdAt).toISOString(),
    syncedAt: timeOf(syncedAt),
    problem,
    state: problem !== null ? 'failing' : syncedAt === null ? 'syncing' : 'in_sync',
  }
}
