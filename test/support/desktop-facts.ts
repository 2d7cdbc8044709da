import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { RequestRow } from '#shared/model/request.ts'
import type { Source } from '#shared/model/source.ts'
import { Source as SourceSchema } from '#shared/model/source.ts'
import type { Status } from '#shared/model/status.ts'
import type { Tunnel, TunnelState } from '#shared/model/tunnel.ts'
import type { DesktopFacts } from '#main/desktop/desktop-facts.ts'

const at = '2026-11-23T10:00:00.000Z'
const ulid = (number: number): string => String(number).padStart(26, '0')

/** A source that has got nothing yet. */
export const aSource = (name: string, changes: Partial<Source> = {}): Source =>
  SourceSchema.parse({
    name,
    id: `src_${ulid(name.length)}`,
    workspaceId: defaultWorkspaceId,
    token: 'secret',
    url: `http://127.0.0.1:4400/in/${name}`,
    publicUrl: null,
    secrets: [],
    requestCount: 0,
    bytes: 0,
    lastRequestAt: null,
    scriptStartedAt: at,
    scriptTaken: 0,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    ...changes,
  })

export const aRow = (source: Source, changes: Partial<RequestRow> = {}): RequestRow => ({
  id: `req_${ulid(1)}`,
  sourceId: source.id,
  receivedAt: at,
  method: 'POST',
  path: '/orders?card=4242',
  state: 'accepted',
  reason: null,
  provider: null,
  eventType: null,
  providerEventId: null,
  summary: 'what was in it',
  contentType: null,
  bodyBytes: 0,
  verification: { state: 'skipped', reason: null, secretId: null, skewSeconds: null },
  status: 200,
  duplicateOf: null,
  pinned: false,
  note: null,
  unread: true,
  deliveryCount: 0,
  deliveryState: null,
  ...changes,
})

export const aTunnel = (state: TunnelState): Tunnel => ({
  id: `tun_${ulid(1)}`,
  driver: 'localtunnel',
  notice: '',
  state,
})

export const tunnelStates = {
  opening: { kind: 'connecting', since: at, attempts: 1, problem: null },
  failing: { kind: 'connecting', since: at, attempts: 2, problem: 'Nothing listens there.' },
  public: { kind: 'public', url: 'https://a.test', since: at, provenAt: at, latencyMs: 38.4 },
  down: { kind: 'unreachable', url: 'https://a.test', since: at, problem: 'The relay is gone.' },
} as const satisfies Record<string, TunnelState>

export const aStatus = (changes: Partial<Status> = {}): Status => ({
  version: '0',
  startedAt: at,
  receiver: { url: 'http://127.0.0.1:4400', port: 4400, error: null, pause: null },
  control: { url: 'http://127.0.0.1:4401', port: 4401 },
  egress: 'local',
  tunnel: null,
  addressChange: null,
  requestCount: 0,
  unreadCount: 0,
  bytesOnDisk: 0,
  dataFolder: '/tmp',
  processId: 1,
  ...changes,
})

/** What the desktop shell knows of a Creel at rest. */
export const someFacts = (changes: Partial<DesktopFacts> = {}): DesktopFacts => ({
  status: aStatus(),
  sources: [aSource('first-hook')],
  lastRequests: [],
  deliveries: { owed: 0, retrying: 0, deadLetters: 0 },
  unseen: 0,
  ...changes,
})
