import type { FeedEvent } from '#shared/contract/feed-events.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { keepCheck } from './queries/checks.ts'
import { touchDeliveries } from './live-deliveries.ts'
import { receive } from './live.ts'
import { queryClient } from './query-client.ts'
import { apiKeysKey } from './queries/api-keys.ts'
import { keepDelivery } from './queries/deliveries.ts'
import { inboundKey, refreshInboundCalls } from './queries/inbound.ts'
import { removeRows } from './queries/request-list.ts'
import { refreshCounts } from './queries/recount.ts'
import { keepReplay } from './queries/replays.ts'
import { keepRow, refreshRequests } from './queries/requests.ts'
import { settingsKey } from './queries/settings.ts'
import { keepSimulation, scenariosKey } from './queries/simulations.ts'
import { sourcesKey } from './queries/sources.ts'
import { statusKey } from './queries/status.ts'
import { taskmasterKey } from './queries/taskmaster.ts'
import { tasksKey } from './queries/tasks.ts'
import { showNotice } from './notices.ts'
import { refreshRuns, triggersKey } from './queries/triggers.ts'
import { toolServersKey, toolsKey } from './queries/tool-servers.ts'
import { templatesKey } from './queries/templates.ts'
import { addressesKey, keepTunnel } from './queries/tunnel.ts'
import { viewsKey } from './queries/views.ts'
import { refreshWebhookDeliveries, webhooksKey } from './queries/webhooks.ts'

type Appliers = { [Kind in FeedEvent['kind']]: (data: Extract<FeedEvent, { kind: Kind }>['data']) => void }

// Its row changes with what it is sent on to, and tells it where nothing has been tried yet.
function touchDeliveriesOf({ deliveryState }: RequestRow): void {
  if (deliveryState !== null) touchDeliveries()
}

const refetch = (queryKey: readonly string[]) => (): void => void queryClient.invalidateQueries({ queryKey })

const appliers: Appliers = {
  'request.received': (row) => {
    receive(row)
    touchDeliveriesOf(row)
  },
  'request.updated': (row) => {
    keepRow(row)
    touchDeliveriesOf(row)
  },
  'requests.removed': ({ ids }) => {
    if (ids === null) return refreshRequests()
    removeRows(ids)
    refreshCounts()
  },
  'requests.changed': refreshRequests,
  'sources.changed': refetch(sourcesKey),
  'webhooks.changed': () => {
    refetch(webhooksKey)()
    refetch(templatesKey)()
    // What can be done about a delivery depends on how its webhook stands.
    touchDeliveries()
  },
  'templates.changed': refetch(templatesKey),
  'tasks.changed': refetch(tasksKey),
  'taskmaster.changed': refetch(taskmasterKey),
  'triggers.changed': refetch(triggersKey),
  // What a trigger calls may be gone or back.
  'toolServers.changed': () => {
    refetch(toolServersKey)()
    refetch(triggersKey)()
  },
  'runs.changed': refreshRuns,
  'notice.shown': showNotice,
  'views.changed': refetch(viewsKey),
  'settings.changed': () => {
    refetch(settingsKey)()
    refetch(inboundKey)()
  },
  'inbound.called': refreshInboundCalls,
  'apiKeys.changed': refetch(apiKeysKey),
  'delivery.changed': (delivery) => {
    keepDelivery(delivery)
    touchDeliveries()
    refreshWebhookDeliveries()
  },
  'deliveries.changed': () => {
    touchDeliveries()
    refreshWebhookDeliveries()
  },
  'replay.changed': keepReplay,
  'simulation.changed': keepSimulation,
  'check.changed': keepCheck,
  'scenarios.changed': refetch(scenariosKey),
  'tunnel.changed': ({ tunnel }) => keepTunnel(tunnel),
  // It is told, too, when the receiver has got another public address.
  'status.changed': () => {
    refetch(statusKey)()
    refetch(addressesKey)()
  },
  reset: () => refreshAll(),
}

/** Fetches all that is shown anew; but for the tools of servers, for to ask them starts programs. */
export const refreshAll = (): void =>
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [noun] }) => noun !== toolsKey[0] })

/** Brings what is shown in line with what the feed says. */
export const applyFeedEvent = ({ kind, data }: FeedEvent): void => (appliers[kind] as (data: unknown) => void)(data)
