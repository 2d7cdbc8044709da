import { deleteRequests, markRead, restoreRequests } from '#main/core/database/stores/request-store.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { eachSlice, requireRequest } from './requests-parts.ts'

/** The feed names so many; of more it only says that there were some. */
const namedAtMost = 1000

type ManyRequestsHandlers = Pick<
  Handlers,
  'requests.markRead' | 'requests.delete' | 'requests.deleteMany' | 'requests.restore'
>

export function manyRequestsHandlers(parts: RequestsParts): ManyRequestsHandlers {
  const { writer, clock, random, feed } = parts
  const named = (ids: string[]): string[] | null => (ids.length > namedAtMost ? null : ids)

  const remove = async (seqs: number[], undoToken: string): Promise<string[]> => {
    const rows = await writer.write((tx) => deleteRequests(tx, seqs, clock.now(), undoToken))
    return rows.map(({ id }) => id)
  }

  return {
    'requests.markRead': async (which, { workspaceId, signal }) => {
      let count = 0
      for await (const rows of eachSlice(parts, workspaceId, { ...which, q: `${which.q ?? ''} is:unread` }, signal)) {
        await writer.write((tx) =>
          markRead(
            tx,
            rows.map(({ seq }) => seq),
            clock.now(),
          ),
        )
        count += rows.length
      }
      if (count > 0) feed.publish({ kind: 'requests.changed', data: { ids: null } })
      return { count }
    },
    'requests.delete': async ({ id }, { workspaceId }) => {
      const { seq } = await requireRequest(parts, workspaceId, id)
      await remove([seq], id)
      feed.publish({ kind: 'requests.removed', data: { ids: [id] } })
      return null
    },
    'requests.deleteMany': async ({ dryRun, ...which }, { workspaceId, signal }) => {
      const undoToken = Buffer.from(random(16)).toString('base64url')
      const ids: string[] = []
      for await (const rows of eachSlice(parts, workspaceId, which, signal)) {
        ids.push(
          ...(dryRun
            ? rows.map(({ id }) => id)
            : await remove(
                rows.map(({ seq }) => seq),
                undoToken,
              )),
        )
      }
      if (!dryRun) feed.publish({ kind: 'requests.removed', data: { ids: named(ids) } })
      return { count: ids.length, undoToken: dryRun ? null : undoToken }
    },
    'requests.restore': async ({ ids, undoToken }, { workspaceId }) => {
      const rows = await writer.write((tx) => restoreRequests(tx, workspaceId, { ids, undoToken }))
      feed.publish({ kind: 'requests.changed', data: { ids: named(rows.map(({ id }) => id)) } })
      return { count: rows.length }
    },
  }
}
