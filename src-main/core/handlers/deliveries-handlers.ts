import { AppError } from '#shared/contract/problem.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { findDelivery, listAttempts, listDeliveriesOf } from '#main/core/database/stores/delivery-store.ts'
import { findBody } from '#main/core/database/stores/request-store.ts'
import { checkReplayable } from '#main/core/deliveries/check-replayable.ts'
import { planReplay } from '#main/core/deliveries/plan-replay.ts'
import { toDelivery } from '#main/core/deliveries/to-delivery.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { requireRequest } from './requests-parts.ts'

type DeliveriesHandlers = Pick<Handlers, 'requests.deliveries' | 'requests.replay' | 'deliveries.get'>

export function deliveriesHandlers(parts: RequestsParts): DeliveriesHandlers {
  const { readers, registry, replayer } = parts
  const deliveryOf = async (stored: StoredDelivery): Promise<Delivery> =>
    toDelivery(stored, await listAttempts(readers.quick, stored.id))

  return {
    'requests.deliveries': async ({ id }, { workspaceId }) => {
      await requireRequest(parts, workspaceId, id)
      const stored = await listDeliveriesOf(readers.quick, id)
      return { items: await Promise.all(stored.map(deliveryOf)), nextCursor: null }
    },
    'requests.replay': async ({ id, url, wait }, { workspaceId }) => {
      const stored = await requireRequest(parts, workspaceId, id)
      const target = url ?? registry.byId(stored.sourceId)?.settings.targetUrl
      if (!target) {
        throw new AppError(
          'bad-input',
          'There is nowhere to send it: this source has no target. Give a url, or set the target on the source.',
        )
      }
      const captured = capturedOf(stored, await findBody(readers.quick, stored.seq))
      checkReplayable(stored.state, captured)
      const plan = planReplay(captured, target)
      const { started, ended } = await replayer.replay({ workspaceId, requestId: id, plan })
      return wait ? ended : started
    },
    'deliveries.get': async ({ id }, { workspaceId }) => {
      const stored = await findDelivery(readers.quick, workspaceId, id)
      if (!stored) throw new AppError('delivery-not-found', `No delivery has the id ${id}.`)
      return deliveryOf(stored)
    },
  }
}
