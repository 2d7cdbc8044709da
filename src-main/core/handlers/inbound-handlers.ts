import { AppError } from '#shared/contract/problem.ts'
import { inboundSample } from '#shared/export/inbound-sample.ts'
import type { Inbound } from '#shared/model/inbound.ts'
import { InboundSettings } from '#shared/model/inbound.ts'
import { mapTask } from '#shared/rules/task-mapping.ts'
import type { JsonValue } from '#shared/model/event.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { StoredInbound } from '#main/core/database/stores/inbound-store.ts'
import { findInbound, keepInbound } from '#main/core/database/stores/inbound-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { InboundDoor } from '#main/core/inbound/inbound-door.ts'
import type { Clock, Random, SecretVault } from '#main/core/ports.ts'
import { secretHint } from '#main/core/sources/secret-hint.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'

export type InboundParts = {
  db: Reader
  writer: Writer
  clock: Clock
  random: Random
  vault: SecretVault
  feed: Feed
  inbound: InboundDoor
  receiverUrl: () => string
  publicUrl: () => string | null
}

type InboundHandlers = Pick<Handlers, Extract<keyof Handlers, `inbound.${string}`>>

const secretBytes = 32

export function inboundHandlers(parts: InboundParts): InboundHandlers {
  const { db, writer, clock, random, vault, feed, inbound: door } = parts
  const show = async (workspaceId: string): Promise<Inbound> => toInbound(parts, await findInbound(db, workspaceId))
  const apply = async (workspaceId: string): Promise<Inbound> => {
    await door.reload()
    feed.publish({ kind: 'settings.changed', data: {} })
    return show(workspaceId)
  }

  return {
    'inbound.get': async (_, { workspaceId }) => show(workspaceId),
    'inbound.update': async (changes, { workspaceId }) => {
      await writer.write((tx) => changeInbound(tx, workspaceId, (stored) => withSettings(stored, givenFields(changes))))
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
      const inForce = (await findInbound(db, workspaceId)).settings.mapping
      const mapped = mapTask(body, mapping ?? inForce)
      if (mapped.kind === 'faulty') return { externalId: null, changes: {}, errors: mapped.errors }
      const { externalId, taskId, changes } = mapped.task
      return { externalId: externalId ?? taskId, changes: changes as Record<string, JsonValue>, errors: [] }
    },
  }
}

async function changeInbound(
  tx: Tx,
  workspaceId: string,
  change: (stored: StoredInbound) => StoredInbound,
): Promise<void> {
  await keepInbound(tx, change(await findInbound(tx, workspaceId)))
}

type Changes = { [Field in keyof InboundSettings]?: InboundSettings[Field] | undefined }

function withSettings(stored: StoredInbound, changes: Changes): StoredInbound {
  const settings = InboundSettings.parse({ ...stored.settings, ...changes })
  if (settings.enabled && stored.sealed === null)
    throw new AppError('bad-secret', 'There is no secret to sign with yet. Make one first: inbound rotate-secret.')
  return { ...stored, settings }
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function toInbound({ clock, inbound, receiverUrl, publicUrl }: InboundParts, stored: StoredInbound): Inbound {
  const { workspaceId, settings } = stored
  const path = `/api/integrations/inbound/${workspaceId}/tasks`
  const origin = publicUrl()
  const refusal = inbound.lastRefusal(workspaceId)
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
    lastRefusal: refusal && { ...refusal, at: new Date(refusal.at).toISOString() },
    sample: inboundSample(`${origin ?? receiverUrl()}${path}`),
  }
}
