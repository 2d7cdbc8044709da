import { AppError } from '#shared/contract/problem.ts'
import { inboundSample, inboundSampleBody } from '#shared/export/inbound-sample.ts'
import type { Inbound } from '#shared/model/inbound.ts'
import { InboundCall, InboundSettings } from '#shared/model/inbound.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { StoredInboundCall } from '#main/core/database/stores/inbound-call-store.ts'
import { findLastRefusedCall, listInboundCalls } from '#main/core/database/stores/inbound-call-store.ts'
import type { StoredInbound } from '#main/core/database/stores/inbound-store.ts'
import { findInbound, keepInbound } from '#main/core/database/stores/inbound-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import { checkReferences } from '#main/core/inbound/check-references.ts'
import type { InboundDoor } from '#main/core/inbound/inbound-door.ts'
import { previewCall } from '#main/core/inbound/preview-call.ts'
import { sendSample } from '#main/core/inbound/send-sample.ts'
import type { Clock, Random, SecretVault, SendRequest } from '#main/core/ports.ts'
import { secretHint } from '#main/core/sources/secret-hint.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'

export type InboundParts = {
  db: Reader
  writer: Writer
  clock: Clock
  random: Random
  vault: SecretVault
  sendToReceiver: SendRequest
  feed: Feed
  inbound: InboundDoor
  receiverUrl: () => string
  publicUrl: () => string | null
}

type InboundHandlers = Pick<Handlers, Extract<keyof Handlers, `inbound.${string}`>>

const secretBytes = 32

export function inboundHandlers(parts: InboundParts): InboundHandlers {
  const { db, writer, clock, random, vault, feed, receiverUrl, inbound: door } = parts
  const show = async (workspaceId: string): Promise<Inbound> => {
    await door.flush()
    return toInbound(parts, await findInbound(db, workspaceId))
  }
  const apply = async (workspaceId: string): Promise<Inbound> => {
    await door.reload()
    feed.publish({ kind: 'settings.changed', data: {} })
    return show(workspaceId)
  }

  return {
    'inbound.get': async (_, { workspaceId }) => show(workspaceId),
    'inbound.update': async (changes, { workspaceId }) => {
      await writer.write((tx) => changeSettings(tx, workspaceId, givenFields(changes)))
      return apply(workspaceId)
    },
    'inbound.rotateSecret': async ({ overlapMs }, { workspaceId }) => {
      const secret = `inbound_${Buffer.from(random(secretBytes)).toString('base64url')}`
      const fresh = { sealed: vault.seal(secret), hint: secretHint(secret) }
      const previousEndsAt = clock.now() + overlapMs
      await writer.write((tx) =>
        changeInbound(tx, workspaceId, (stored) => ({
          ...stored,
          ...fresh,
          previousSealed: stored.sealed,
          previousEndsAt: stored.sealed === null ? null : previousEndsAt,
        })),
      )
      return { inbound: await apply(workspaceId), secret }
    },
    'inbound.preview': async ({ body, mapping }, { workspaceId }) => {
      const { settings } = await findInbound(db, workspaceId)
      return previewCall(db, workspaceId, { body, settings: mapping ? { ...settings, mapping } : settings })
    },
    'inbound.calls': async (_, { workspaceId }) => {
      await door.flush()
      return { items: (await listInboundCalls(db, workspaceId)).map(toCall), nextCursor: null }
    },
    'inbound.lastPayload': async (_, { workspaceId }) => {
      const last = door.lastPayload(workspaceId)
      return { payload: last && { at: new Date(last.at).toISOString(), text: last.text } }
    },
    'inbound.sendSample': async ({ body }, { workspaceId, signal }) => {
      const { sealed, settings } = await findInbound(db, workspaceId)
      if (sealed === null) throw noSecret()
      const sent = JSON.stringify(body ?? inboundSampleBody(settings.mapping))
      const url = `${receiverUrl()}${pathOf(workspaceId)}`
      return { sent, ...(await sendSample(parts, { url, secret: vault.open(sealed), body: sent, signal })) }
    },
  }
}

const pathOf = (workspaceId: string): string => `/api/integrations/inbound/${workspaceId}/tasks`

const noSecret = (): AppError =>
  new AppError('bad-secret', 'There is no secret to sign with yet. Make one first: inbound rotate-secret.')

async function changeInbound(
  tx: Tx,
  workspaceId: string,
  change: (stored: StoredInbound) => StoredInbound,
): Promise<void> {
  await keepInbound(tx, change(await findInbound(tx, workspaceId)))
}

type Changes = { [Field in keyof InboundSettings]?: InboundSettings[Field] | undefined }

async function changeSettings(tx: Tx, workspaceId: string, changes: Changes): Promise<void> {
  const stored = await findInbound(tx, workspaceId)
  const settings = InboundSettings.parse({ ...stored.settings, ...changes })
  if (settings.enabled && stored.sealed === null) throw noSecret()
  await checkReferences(tx, workspaceId, { given: settings, before: stored.settings })
  await keepInbound(tx, { ...stored, settings })
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function toCall({ workspaceId: _, at, ...call }: StoredInboundCall): InboundCall {
  const outcome = InboundCall.shape.outcome.parse(call.outcome)
  return { ...call, outcome, at: new Date(at).toISOString() }
}

async function toInbound({ db, clock, receiverUrl, publicUrl }: InboundParts, stored: StoredInbound): Promise<Inbound> {
  const { workspaceId, settings } = stored
  const path = pathOf(workspaceId)
  const origin = publicUrl()
  const refusal = await findLastRefusedCall(db, workspaceId)
  const isOverlapping = stored.previousEndsAt !== null && stored.previousEndsAt > clock.now()
  return {
    ...settings,
    workspaceId,
    url: `${receiverUrl()}${path}`,
    publicUrl: origin === null ? null : `${origin}${path}`,
    secretHint: stored.hint,
    previousSecretEndsAt: isOverlapping ? timeOf(stored.previousEndsAt) : null,
    acceptedCount: stored.acceptedCount,
    lastAcceptedAt: timeOf(stored.lastAcceptedAt),
    lastRefusal: refusal
      ? { at: new Date(refusal.at).toISOString(), status: refusal.status, reason: refusal.reason ?? '' }
      : null,
    sample: inboundSample(`${origin ?? receiverUrl()}${path}`, JSON.stringify(inboundSampleBody(settings.mapping))),
  }
}
