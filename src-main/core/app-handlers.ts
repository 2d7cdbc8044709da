import type { Sending } from './deliveries/create-sending.ts'
import type { Forwarder } from './deliveries/forwarder.ts'
import { createCheckData } from './events/check-event.ts'
import type { Publisher } from './events/publish-event.ts'
import type { ConfigurationParts } from './configuration/kinds.ts'
import { apiKeysHandlers } from './handlers/api-keys-handlers.ts'
import { eventsHandlers } from './handlers/events-handlers.ts'
import { inboundHandlers } from './handlers/inbound-handlers.ts'
import { requestsHandlers } from './handlers/requests-handlers.ts'
import type { RequestsParts } from './handlers/requests-parts.ts'
import { configurationHandlers } from './handlers/configuration-handlers.ts'
import { deliveriesHandlers } from './handlers/deliveries-handlers.ts'
import { checksHandlers } from './handlers/checks-handlers.ts'
import { simulationsHandlers } from './handlers/simulations-handlers.ts'
import { sourcesHandlers } from './handlers/sources-handlers.ts'
import { taskProjectsHandlers } from './handlers/task-projects-handlers.ts'
import { taskmasterHandlers } from './handlers/taskmaster-handlers.ts'
import { tasksHandlers } from './handlers/tasks-handlers.ts'
import { runsHandlers } from './handlers/runs-handlers.ts'
import { triggersHandlers } from './handlers/triggers-handlers.ts'
import { templatesHandlers } from './handlers/templates-handlers.ts'
import { toolServersHandlers } from './handlers/tool-servers-handlers.ts'
import { tunnelsHandlers } from './handlers/tunnels-handlers.ts'
import { webhookTestHandlers } from './handlers/webhook-test-handlers.ts'
import { webhooksHandlers } from './handlers/webhooks-handlers.ts'
import { workspaceHandlers } from './handlers/workspace-handlers.ts'
import { recheckRequests } from './requests/recheck-requests.ts'
import { createReadStatus } from './status/read-status.ts'
import type { InboundDoor } from './inbound/inbound-door.ts'
import type { TaskmasterBridge } from './tasks/taskmaster/bridge.ts'
import type { Tasks } from './tasks/tasks.ts'
import { createCheckArguments } from '#main/core/tools/check-arguments.ts'
import { createPrepareCall } from './tools/prepare-call.ts'
import type { AppParts, Base } from './app-base.ts'
import type { Playing } from './app-playing.ts'
import type { Handlers } from './handlers/handlers.ts'

type HandledParts = {
  requests: RequestsParts
  forwarder: Forwarder
  sending: Sending
  publisher: Publisher
  tasks: Tasks
  bridge: TaskmasterBridge
  inbound: InboundDoor
  playing: Playing
}

/** Wires the handlers of the contract. */
export function createHandlers(parts: AppParts, base: Base, handled: HandledParts): Handlers {
  const configured = createConfiguredParts(parts, base, handled)
  const handlers = createSingleHandlers(parts, base, { ...handled, configured })
  return { ...handlers, ...configurationHandlers(handlers, { ...configured, writer: parts.writer }) }
}

/** What those things are handled with that may stand in files. */
function createConfiguredParts(
  parts: AppParts,
  base: Base,
  { forwarder, sending }: Pick<HandledParts, 'forwarder' | 'sending'>,
): ConfigurationParts {
  const { writer, readers, ports, facts } = parts
  const shared = { db: readers.quick, writer, clock: ports.clock, ...base }
  const recheck = async (sourceId: string): Promise<void> => {
    const source = base.registry.byId(sourceId)
    if (!source) return
    const ids = await recheckRequests({ readers, writer, enquiries: base.enquiries }, source)
    for (const id of ids) base.tellRow(source.workspaceId, id)
  }
  const own = () => ownAddresses(parts, base)
  return {
    sources: {
      ...shared,
      vault: ports.vault,
      sendToReceiver: ports.sendToReceiver,
      recheck,
      cancelStranded: forwarder.cancelStranded,
      receiverUrl: () => facts().receiver.url,
      own,
    },
    webhooks: { ...ports, ...shared, own },
    triggers: {
      ...shared,
      readers,
      own,
      render: sending.render,
      prepareCall: createPrepareCall({ ...ports, ...base }),
      checkArguments: createCheckArguments(ports.runInSandbox),
    },
    templates: { ...shared, readers, runInSandbox: ports.runInSandbox },
  }
}

/** All handlers but those that call others. */
function createSingleHandlers(
  parts: AppParts,
  base: Base,
  {
    requests,
    forwarder,
    sending,
    publisher,
    tasks,
    bridge,
    inbound,
    playing,
    configured,
  }: HandledParts & {
    configured: ConfigurationParts
  },
): Omit<Handlers, `configuration.${'export' | 'apply'}`> {
  const { writer, readers, ports, facts } = parts
  const shared = { db: readers.quick, writer, clock: ports.clock, ...base }
  const own = () => ownAddresses(parts, base)
  const receiverUrl = (): string => facts().receiver.url
  const check = createCheckData()
  return {
    ...sourcesHandlers(configured.sources),
    ...requestsHandlers(requests),
    ...deliveriesHandlers({ ...shared, readers, sending, cancel: forwarder.cancel }),
    ...apiKeysHandlers({ ...ports, ...shared }),
    ...tunnelsHandlers(shared),
    ...eventsHandlers({ ...shared, readers, publisher, check }),
    ...webhooksHandlers(configured.webhooks),
    ...triggersHandlers(configured.triggers),
    ...runsHandlers(configured.triggers),
    ...toolServersHandlers({ ...ports, ...shared, own }),
    ...templatesHandlers(configured.templates),
    ...webhookTestHandlers({ ...ports, ...shared, own, publisher, sending, check }),
    ...tasksHandlers({ readers, tasks }),
    ...taskProjectsHandlers(shared),
    ...taskmasterHandlers({ ...shared, bridge, tasks }),
    ...inboundHandlers({ ...ports, ...shared, inbound, receiverUrl, publicUrl: base.tunnels.publicUrl }),
    ...checksHandlers({ ...shared, ...playing }),
    ...simulationsHandlers({ ...ports, ...shared, ...playing, publisher, check, receiverUrl }),
    ...workspaceHandlers({
      ...shared,
      readStatus: createReadStatus({
        db: readers.quick,
        facts,
        tunnel: base.tunnels.current,
        paused: base.receiving.paused,
        egress: ports.egress.mode,
      }),
      controlUrl: () => facts().control.url,
    }),
  }
}

const ownAddresses = ({ facts }: AppParts, { tunnels }: Base) => ({
  receiverPort: facts().receiver.port,
  controlPort: facts().control.port,
  publicUrl: tunnels.publicUrl(),
})
