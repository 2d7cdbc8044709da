import { AppError } from '#shared/contract/problem.ts'
import { listDeliveriesOf } from '#main/core/database/stores/delivery-store.ts'
import { findBody, findTiming, updateRequest } from '#main/core/database/stores/request-store.ts'
import type { IdentifiedRequest } from '#main/core/requests/compare-requests.ts'
import { compareRequests } from '#main/core/requests/compare-requests.ts'
import { publishRow } from '#main/core/requests/publish-row.ts'
import { showRequest } from '#main/core/requests/show-request.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import { secretLabel } from '#main/core/sources/secret-hint.ts'
import { diagnoseRequest } from '#main/core/verification/doctor/diagnose-request.ts'
import { judgeAsking } from '#main/core/verification/enquiries.ts'
import { tellReplay } from '#main/core/verification/tell-replay.ts'
import { explainVerification } from '#main/core/verification/explain-verification.ts'
import { howToVerify } from '#main/core/verification/how-to-verify.ts'
import { deliveryOf } from './deliveries-parts.ts'
import type { Handlers } from './handlers.ts'
import { importHandlers } from './import-handlers.ts'
import { listRequestsHandlers } from './list-requests-handlers.ts'
import { manyRequestsHandlers } from './many-requests-handlers.ts'
import { replaysHandlers } from './replays-handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { requireRequest } from './requests-parts.ts'
import { schemaHandlers } from './schema-handlers.ts'

type RequestsHandlers = Pick<Handlers, Extract<keyof Handlers, `requests.${string}` | `replays.${string}`>>

export function requestsHandlers(parts: RequestsParts): RequestsHandlers {
  const { readers, writer, clock, registry, enquiries } = parts

  return {
    ...replaysHandlers(parts),
    ...listRequestsHandlers(parts),
    ...manyRequestsHandlers(parts),
    ...importHandlers(parts),
    ...schemaHandlers(parts),
    'requests.show': async ({ id }, { workspaceId }) => {
      const stored = await requireRequest(parts, workspaceId, id)
      const deliveries = await listDeliveriesOf(readers.quick, id)
      const timing = await findTiming(readers.quick, stored)
      return showRequest(stored, { deliveryIds: deliveries.map((delivery) => delivery.id), timing })
    },
    'requests.compare': async ({ id, otherId, ignoreOrder }, { workspaceId }) => {
      const whole = async (stored: StoredRequest): Promise<IdentifiedRequest> => ({
        id: stored.id,
        request: capturedOf(stored, await findBody(readers.quick, stored.seq)),
      })
      const before = await whole(await requireRequest(parts, workspaceId, id))
      const after = await whole(await requireRequest(parts, workspaceId, otherId))
      return compareRequests(before, after, ignoreOrder)
    },
    'requests.deliveries': async ({ id }, { workspaceId }) => {
      await requireRequest(parts, workspaceId, id)
      const stored = await listDeliveriesOf(readers.quick, id)
      return { items: await Promise.all(stored.map((one) => deliveryOf(readers.quick, one))), nextCursor: null }
    },
    'requests.verification': async ({ id }, { workspaceId }) => {
      const stored = await requireRequest(parts, workspaceId, id)
      const source = registry.byId(stored.sourceId)
      if (!source) throw sourceGone()
      const request = capturedOf(stored, await findBody(readers.quick, stored.seq))
      await judgeAsking(request, howToVerify(source), enquiries)
      const report = explainVerification(request, {
        ...howToVerify(source),
        answers: enquiries.answers,
        secrets: source.secrets.map((secret) => ({ ...secret, hint: secretLabel(secret) })),
      })
      return stored.verificationReason === 'replayed' ? tellReplay(report) : report
    },
    'requests.diagnose': async ({ id }, { workspaceId }) => {
      const stored = await requireRequest(parts, workspaceId, id)
      const source = registry.byId(stored.sourceId)
      if (!source) throw sourceGone()
      return diagnoseRequest(parts, stored, source)
    },
    'requests.update': async ({ id, pinned, note, unread }, { workspaceId }) => {
      await requireRequest(parts, workspaceId, id)
      const changes = {
        ...(pinned !== undefined && { pinned: pinned ? 1 : 0 }),
        ...(note !== undefined && { note: note?.trim() || null }),
        ...(unread !== undefined && { readAt: unread ? null : clock.now() }),
      }
      if (Object.keys(changes).length > 0) await writer.write((tx) => updateRequest(tx, workspaceId, id, changes))
      return publishRow(parts, workspaceId, id)
    },
  }
}

const sourceGone = (): AppError =>
  new AppError('source-not-found', 'The source of this request was deleted, and its secrets with it.')
