import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Readers } from './database/handles.ts'
import type { HotStatements } from './database/hot-statements.ts'
import type { Writer } from './database/writer.ts'
import type { Feed } from './feed/feed.ts'
import { createFeed } from './feed/feed.ts'
import type { MakeId } from './make-id.ts'
import { createMakeId } from './make-id.ts'
import type { Ports } from './ports.ts'
import type { TellRow } from './requests/publish-row.ts'
import { createTellRow } from './requests/publish-row.ts'
import type { Receiving } from './receiving/receiving.ts'
import { createReceiving } from './receiving/receiving.ts'
import type { ApiKeys } from './api-keys/api-keys.ts'
import { createApiKeys } from './api-keys/api-keys.ts'
import type { Sessions } from './session/sessions.ts'
import { createSessions } from './session/sessions.ts'
import type { SourceRegistry } from './sources/source-registry.ts'
import { createSourceRegistry } from './sources/source-registry.ts'
import type { TriggerRegistry } from './triggers/trigger-registry.ts'
import { createTriggerRegistry } from './triggers/trigger-registry.ts'
import type { ToolServerRegistry } from './tools/tool-server-registry.ts'
import { createToolServerRegistry } from './tools/tool-server-registry.ts'
import type { Tunnels } from './tunnels/tunnels.ts'
import { createTunnels } from './tunnels/tunnels.ts'
import type { Enquiries } from './verification/enquiries.ts'
import { createEnquiries } from './verification/enquiries.ts'
import type { WebhookRegistry } from './webhooks/webhook-registry.ts'
import { createWebhookRegistry } from './webhooks/webhook-registry.ts'
import type { StatusFacts } from './status/read-status.ts'

/** What a shell brings: an open database with its handles, the ports, and what only it knows. */
export type AppParts = {
  statements: HotStatements
  writer: Writer
  readers: Readers
  ports: Ports
  facts: () => StatusFacts
  isReady: () => boolean
}

/** What all parts stand on. */
export type Base = {
  makeId: MakeId
  makeToken: () => string
  feed: Feed
  tellRow: TellRow
  registry: SourceRegistry
  webhooks: WebhookRegistry
  triggers: TriggerRegistry
  toolServers: ToolServerRegistry
  sessions: Sessions
  apiKeys: ApiKeys
  receiving: Receiving
  tunnels: Tunnels
  enquiries: Enquiries
}

const tokenBytes = 16

/** Makes what all parts stand on; no id is older than `idsFromMs`. */
export function createBase({ writer, readers, facts, ports }: AppParts, idsFromMs: number): Base {
  const { clock, random, vault, log } = ports
  const makeId = createMakeId(clock, random, idsFromMs)
  const boot = Buffer.from(random(6)).toString('hex')
  const feed = createFeed(boot, (error) => log.error('feed.listener-failed', { error: String(error) }))
  const localPort = (): number => facts().receiver.port
  return {
    makeId,
    feed,
    tellRow: createTellRow({ readers, feed, log }),
    makeToken: () => Buffer.from(random(tokenBytes)).toString('base64url'),
    registry: createSourceRegistry(readers.quick, vault, log),
    webhooks: createWebhookRegistry(readers.quick, vault, log),
    triggers: createTriggerRegistry(readers.quick),
    toolServers: createToolServerRegistry(readers.quick, vault, log),
    sessions: createSessions({ writer, db: readers.quick, clock, random, makeId }),
    apiKeys: createApiKeys({ writer, db: readers.quick, clock, log }),
    receiving: createReceiving({
      db: readers.quick,
      writer,
      clock,
      workspaceId: defaultWorkspaceId,
      changed: () => feed.publish({ kind: 'status.changed', data: {} }),
    }),
    enquiries: createEnquiries(ports),
    tunnels: createTunnels({ ...ports.tunnels, db: readers.quick, writer, clock, log, makeId, feed, localPort }),
  }
}
