import { AppError } from '#shared/contract/problem.ts'
import type { SecretSummary, Source } from '#shared/model/source.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { StoredSource } from '#main/core/database/stores/source-store.ts'
import { findSource } from '#main/core/database/stores/source-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, SecretVault, SendRequest } from '#main/core/ports.ts'
import type { OpenSecret } from '#main/core/sources/live-source.ts'
import type { Tunnels } from '#main/core/tunnels/tunnels.ts'
import type { OwnAddresses } from '#main/core/sources/check-forwarding.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'

/** What the handlers of sources and their secrets are made of. */
export type SourcesParts = {
  db: Reader
  writer: Writer
  clock: Clock
  makeId: MakeId
  makeToken: () => string
  vault: SecretVault
  registry: SourceRegistry
  feed: Feed
  tunnels: Tunnels
  sendToReceiver: SendRequest
  /** `http://127.0.0.1:4400` */
  receiverUrl: () => string
  own: () => OwnAddresses
  /** Cancels what is owed to targets that no source has any more. */
  cancelStranded: () => Promise<number>
  /** Checks the stored requests of a source again that could not be checked before. */
  recheck: (sourceId: string) => Promise<void>
}

/** The source with an id. Throws `source-not-found`. */
export async function requireSource({ db }: SourcesParts, workspaceId: string, id: string): Promise<StoredSource> {
  const source = await findSource(db, workspaceId, id)
  if (!source) throw new AppError('source-not-found', `No source has the id ${id}.`)
  return source
}

/** Brings a change of a source into force: the receiver knows it, the feed tells it, the caller sees it. */
export async function applyChange(parts: SourcesParts, workspaceId: string, id: string): Promise<Source> {
  await parts.registry.reload()
  await parts.cancelStranded()
  parts.feed.publish({ kind: 'sources.changed', data: { id } })
  return showSource(parts, await requireSource(parts, workspaceId, id))
}

export function showSource({ registry, tunnels, receiverUrl }: SourcesParts, stored: StoredSource): Source {
  const publicUrl = tunnels.publicUrl()
  return {
    ...stored.settings,
    id: stored.id,
    workspaceId: stored.workspaceId,
    token: stored.token,
    url: `${receiverUrl()}/in/${stored.token}`,
    publicUrl: publicUrl && `${publicUrl}/in/${stored.token}`,
    secrets: (registry.byId(stored.id)?.secrets ?? []).map(showSecret),
    scriptStartedAt:
      stored.settings.script === null || stored.scriptStartedAt === null
        ? null
        : new Date(stored.scriptStartedAt).toISOString(),
    scriptTaken: stored.settings.script === null ? 0 : stored.scriptTaken,
    requestCount: stored.requests,
    bytes: stored.bytes,
    lastRequestAt: stored.lastRequestAt === null ? null : new Date(stored.lastRequestAt).toISOString(),
    createdAt: new Date(stored.createdAt).toISOString(),
    updatedAt: new Date(stored.updatedAt).toISOString(),
    deletedAt: stored.deletedAt === null ? null : new Date(stored.deletedAt).toISOString(),
  }
}

/** What may be seen of a secret: never the secret. */
export const showSecret = ({ id, name, hint, createdAt }: Omit<OpenSecret, 'secret'>): SecretSummary => ({
  id,
  name,
  hint,
  createdAt: new Date(createdAt).toISOString(),
})
