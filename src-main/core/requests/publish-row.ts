import { AppError } from '#shared/contract/problem.ts'
import type { RequestRow } from '#shared/model/request.ts'
import type { Readers } from '#main/core/database/handles.ts'
import { findRow } from '#main/core/database/stores/request-store.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { Log } from '#main/core/ports.ts'
import { toRow } from './request-row.ts'

export type PublishParts = { readers: Readers; feed: Feed }

/** Reads a row anew, tells the feed, and answers it. */
export async function publishRow(
  { readers, feed }: PublishParts,
  workspaceId: string,
  id: string,
): Promise<RequestRow> {
  const stored = await findRow(readers.quick, workspaceId, id)
  if (!stored) throw new AppError('request-not-found', `No request has the id ${id}.`)
  const row = toRow(stored)
  feed.publish({ kind: 'request.updated', data: row })
  return row
}

/** Tells the feed of a row that has changed; nobody waits for it. */
export type TellRow = (workspaceId: string, id: string) => void

export const createTellRow =
  ({ log, ...parts }: PublishParts & { log: Log }): TellRow =>
  (workspaceId, id) => {
    publishRow(parts, workspaceId, id).catch((error: unknown) =>
      log.warn('request.not-published', { request: id, error: String(error) }),
    )
  }
