import { AppError } from '#shared/contract/problem.ts'
import type { ToolServer } from '#shared/model/tool-server.ts'
import { ToolServerSettings } from '#shared/model/tool-server.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { StoredToolServer } from '#main/core/database/stores/tool-server-store.ts'
import {
  changeToolServer,
  findToolServer,
  insertToolServer,
  listToolServers,
  removeToolServer,
  setToolServerDeleted,
} from '#main/core/database/stores/tool-server-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, SecretVault, ToolAnswer, ToolClient, ToolServerAddress } from '#main/core/ports.ts'
import { leadsToOwnPort } from '#main/core/security/own-address.ts'
import type { OwnAddresses } from '#main/core/sources/check-forwarding.ts'
import { addressOf, openToolSecrets, partToolSecrets } from '#main/core/tools/tool-secrets.ts'
import { toToolServer } from '#main/core/tools/to-tool-server.ts'
import type { ToolServerRegistry } from '#main/core/tools/tool-server-registry.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'

export type ToolServersParts = {
  db: Reader
  writer: Writer
  clock: Clock
  makeId: MakeId
  vault: SecretVault
  feed: Feed
  toolServers: ToolServerRegistry
  tools: ToolClient
  own: () => OwnAddresses
}

type ToolServersHandlers = Pick<Handlers, Extract<keyof Handlers, `toolServers.${string}`>>

const keptBytes = 64_000
const listTimeoutMs = 30_000

export function toolServersHandlers(parts: ToolServersParts): ToolServersHandlers {
  const { db, tools } = parts
  return {
    'toolServers.list': async ({ deleted }, { workspaceId }) => {
      const stored = await listToolServers(db, { workspaceId, isDeleted: deleted })
      return { items: stored.map(toToolServer), nextCursor: null }
    },
    'toolServers.get': async ({ id }, { workspaceId }) => toToolServer(await requireStored(parts, workspaceId, id)),
    ...changingHandlers(parts),
    'toolServers.tools': async ({ id }, { workspaceId, signal }) => {
      const address = requireAddress(parts, workspaceId, id)
      return { items: valueOf(await tools.list(address, { timeoutMs: listTimeoutMs, signal })), nextCursor: null }
    },
    'toolServers.call': async ({ id, tool, arguments: given, timeLimitSeconds }, { workspaceId, signal }) => {
      const address = requireAddress(parts, workspaceId, id)
      const limits = { timeoutMs: timeLimitSeconds * 1000, keepBytes: keptBytes, signal }
      return valueOf(await tools.call(address, { tool, arguments: given }, limits))
    },
  }
}

function changingHandlers(parts: ToolServersParts) {
  const { writer, clock, makeId, vault } = parts

  return {
    'toolServers.create': async (given, { workspaceId }) => {
      const settings = ToolServerSettings.parse(givenFields(given))
      checkTarget(parts, settings)
      const [id, now] = [makeId('toolServer'), clock.now()]
      const times = { createdAt: now, updatedAt: now, deletedAt: null }
      const stored = { id, workspaceId, ...partToolSecrets(vault, settings, null), ...times }
      await writer.write((tx) => insertToolServer(tx, stored))
      return apply(parts, workspaceId, id)
    },
    'toolServers.update': async ({ id, ...given }, { workspaceId }) => {
      await requireLive(parts, workspaceId, id)
      const change = (stored: StoredToolServer): Pick<StoredToolServer, 'settings' | 'secrets'> => {
        const settings = ToolServerSettings.parse({ ...stored.settings, ...givenFields(given) })
        checkTarget(parts, settings)
        const secrets = openToolSecrets(vault, stored.secrets) ?? {}
        return partToolSecrets(vault, settings, { kind: stored.settings.transport.kind, secrets })
      }
      await writer.write((tx) => changeToolServer(tx, { workspaceId, id, now: clock.now() }, change))
      return apply(parts, workspaceId, id)
    },
    'toolServers.delete': async ({ id, purge }, { workspaceId }) => {
      const { deletedAt } = await requireStored(parts, workspaceId, id)
      const now = clock.now()
      if (purge) await writer.write((tx) => removeToolServer(tx, id))
      else if (deletedAt === null) await writer.write((tx) => setToolServerDeleted(tx, id, now, now))
      await tell(parts, id)
      return null
    },
    'toolServers.restore': async ({ id }, { workspaceId }) => {
      await requireStored(parts, workspaceId, id)
      const now = clock.now()
      await writer.write((tx) => setToolServerDeleted(tx, id, null, now))
      return apply(parts, workspaceId, id)
    },
  } satisfies Partial<Handlers>
}

/** Brings a change into force: calls know it, and the feed tells it. */
async function tell({ toolServers, feed }: ToolServersParts, id: string): Promise<void> {
  await toolServers.reload()
  feed.publish({ kind: 'toolServers.changed', data: { id } })
}

async function apply(parts: ToolServersParts, workspaceId: string, id: string): Promise<ToolServer> {
  await tell(parts, id)
  return toToolServer(await requireStored(parts, workspaceId, id))
}

/** The tool server with an id, deleted or not. Throws `tool-server-not-found`. */
async function requireStored({ db }: ToolServersParts, workspaceId: string, id: string): Promise<StoredToolServer> {
  const stored = await findToolServer(db, workspaceId, id)
  if (stored) return stored
  throw new AppError('tool-server-not-found', `No tool server has the id ${id}.`)
}

async function requireLive(parts: ToolServersParts, workspaceId: string, id: string): Promise<void> {
  const { deletedAt } = await requireStored(parts, workspaceId, id)
  if (deletedAt === null) return
  throw new AppError('tool-server-not-found', `The tool server ${id} was deleted. Restore it first.`)
}

/** Where a tool server is. One that is switched off can still be tried. Throws `tool-server-not-found`, `tool-failed`. */
function requireAddress({ toolServers }: ToolServersParts, workspaceId: string, id: string): ToolServerAddress {
  const live = toolServers.find(workspaceId, id)
  if (!live) throw new AppError('tool-server-not-found', `No tool server has the id ${id}, or it was deleted.`)
  const { settings, secrets } = live
  if (secrets !== null) return addressOf(settings.transport, secrets)
  const message = `The secrets of “${settings.name}” cannot be read: their key is lost. Give them anew.`
  throw new AppError('tool-failed', message)
}

function valueOf<Value>(answer: ToolAnswer<Value>): Value {
  if (answer.kind === 'answered') return answer.value
  throw new AppError('tool-failed', answer.message)
}

/** Refuses a server that could never be spoken with. Throws `bad-input`. */
function checkTarget({ own }: ToolServersParts, { transport }: ToolServerSettings): void {
  if (transport.kind !== 'http' || !leadsToOwnPort(transport.url, own().controlPort)) return
  const message = 'leads to Creel’s own control port'
  const errors = [{ path: 'transport.url', message }]
  throw new AppError('bad-input', `The tool server cannot be used: transport.url ${message}.`, { errors })
}
