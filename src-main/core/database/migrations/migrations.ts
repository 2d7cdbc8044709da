import { firstLight } from './0010-first-light.ts'
import { publicAddresses } from './0020-public-addresses.ts'
import { deliveryLanes } from './0030-delivery-lanes.ts'
import { replays } from './0040-replays.ts'
import { knownAddresses } from './0042-known-addresses.ts'
import { whatIsOwed } from './0050-what-is-owed.ts'
import { eventsAndWebhooks } from './0060-events-and-webhooks.ts'
import { sendableDeliveries } from './0062-sendable-deliveries.ts'
import { secretsShownOnce } from './0066-secrets-shown-once.ts'
import { fewerDeliveryIndexes } from './0070-fewer-delivery-indexes.ts'
import { apiKeys } from './0075-api-keys.ts'
import { removedSecrets } from './0085-removed-secrets.ts'
import { simulations } from './0090-simulations.ts'
import { checks } from './0092-checks.ts'
import { addTasks } from './0100-tasks.ts'
import { inboundTasks } from './0101-inbound-tasks.ts'
import { templates } from './0110-templates.ts'
import { triggersAndRuns } from './0120-triggers.ts'
import { scripts } from './0130-scripts.ts'
import { replayedRequests } from './0140-replayed-requests.ts'
import { taskmasterLinks } from './0150-taskmaster-links.ts'
import { commitTimings } from './0170-commit-timings.ts'
import { importedTimes } from './0180-imported-times.ts'
import { toolServers } from './0190-tool-servers.ts'
import { inboundCalls } from './0200-inbound-calls.ts'
import { replayedDeadLetters } from './0202-replayed-dead-letters.ts'
import type { Migration } from './migration.ts'

/** All migrations in order. */
export const migrations: readonly Migration[] = [
  firstLight,
  publicAddresses,
  deliveryLanes,
  replays,
  knownAddresses,
  whatIsOwed,
  eventsAndWebhooks,
  sendableDeliveries,
  secretsShownOnce,
  fewerDeliveryIndexes,
  apiKeys,
  removedSecrets,
  simulations,
  checks,
  addTasks,
  inboundTasks,
  templates,
  triggersAndRuns,
  scripts,
  replayedRequests,
  taskmasterLinks,
  commitTimings,
  importedTimes,
  toolServers,
  inboundCalls,
  replayedDeadLetters,
]
