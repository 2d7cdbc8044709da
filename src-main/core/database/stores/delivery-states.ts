import { sql } from 'kysely'
import type { DeliveryState } from '#shared/model/delivery.ts'
import type { Tx } from '#main/core/database/handles.ts'

/** Something is still owed in these states. */
export const openStates: readonly string[] = ['queued', 'sending', 'retrying', 'held'] satisfies DeliveryState[]

const rank = (states: readonly DeliveryState[]): string =>
  `case state ${states.map((state, index) => `when '${state}' then ${index}`).join(' ')} else ${states.length} end`

/**
 * SQL for the state that a request shows. While anything is owed it is the worst of that; after it the newest replay,
 * with which a person has answered what came before; else the worst that its deliveries have come to.
 */
export const worstState = `
  select state from delivery where requestId = request.id
  order by
    ${rank(['retrying', 'held', 'sending', 'queued'])},
    kind = 'replay' desc,
    case kind when 'replay' then id end desc,
    ${rank(['dead_letter', 'cancelled'])}
  limit 1`

/** SQL for the newest replay of a delivery; one that was cancelled sends nothing and is none. */
export const newestReplay = `
  (select max(replay.id) from delivery as replay where replay.replayOf = delivery.id and replay.state <> 'cancelled')`

/** SQL for how the webhook of a delivery stands; a URL that a trigger delivers to has no other state than to be sent to. */
export const webhookStatus = `
  case when delivery.webhookId is null then null else coalesce(
    (select case when webhook.deletedAt is null then webhook.status else 'deleted' end
      from webhook where webhook.id = delivery.webhookId),
    (select 'active' from urlTarget where urlTarget.id = delivery.webhookId),
    'gone') end`

/** Brings the state that requests show up to date. */
export async function tellRequests(tx: Tx, requestIds: readonly string[]): Promise<void> {
  if (requestIds.length === 0) return
  await tx
    .updateTable('request')
    .set({ deliveryState: sql<string | null>`(${sql.raw(worstState)})` })
    .where('id', 'in', requestIds)
    .execute()
}
