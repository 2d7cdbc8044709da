import { CompiledQuery } from 'kysely'
import type { Status } from '#shared/model/status.ts'
import type { EgressMode } from '#shared/rules/egress.ts'
import type { Pause } from '#main/core/receiving/receiving.ts'
import type { Tunnel } from '#shared/model/tunnel.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findKnownAddress, findOpenAddress } from '#main/core/database/stores/public-address-store.ts'
import { addressChangeOf } from '#main/core/tunnels/address-change.ts'
import { countKept } from '#main/core/database/stores/counter-store.ts'

export type ReadStatus = (workspaceId: string) => Promise<Status>

/** What the shell knows of a running Creel; the rest is counted. */
type Counted = 'requestCount' | 'unreadCount' | 'tunnel' | 'addressChange' | 'receiver' | 'egress'
export type StatusFacts = Omit<Status, Counted> & { receiver: Omit<Status['receiver'], 'pause'> }

const unreadAtMost = 1000

export type StatusParts = {
  db: Reader
  facts: () => StatusFacts
  tunnel: () => Tunnel | null
  paused: () => Pause | null
  egress: EgressMode
}

export const createReadStatus =
  ({ db, facts, tunnel, paused, egress }: StatusParts): ReadStatus =>
  async (workspaceId) => ({
    ...facts(),
    egress,
    receiver: { ...facts().receiver, pause: showPause(paused()) },
    tunnel: tunnel(),
    addressChange: addressChangeOf(await findKnownAddress(db, workspaceId), await findOpenAddress(db, workspaceId)),
    requestCount: await countKept(db, workspaceId),
    unreadCount: await countUnread(db, workspaceId),
  })

const showPause = (pause: Pause | null): Status['receiver']['pause'] =>
  pause && { until: pause.until === null ? null : new Date(pause.until).toISOString() }

// Looks at the newest rows only: what is further back was seen, or never will be.
async function countUnread(db: Reader, workspaceId: string): Promise<number> {
  const sql = `select count(*) as count from (
    select 1 from (select readAt, deletedAt from request where workspaceId = ? order by seq desc limit ?)
    where readAt is null and deletedAt is null)`
  const { rows } = await db
    .getExecutor()
    .executeQuery<{ count: number }>(CompiledQuery.raw(sql, [workspaceId, unreadAtMost]))
  return rows[0]?.count ?? 0
}
