import { relayRules } from '#shared/model/forwarding.ts'
import { defaultWorkspaceId, idPrefixes } from '#shared/model/id.ts'
import { recordReply } from '#main/core/database/stores/request-store.ts'
import type { TellRow } from '#main/core/requests/publish-row.ts'
import type { Reply } from '#main/core/requests/reply.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { Forwarder, ForwarderParts } from './forwarder.ts'
import { createForwarder } from './forwarder.ts'
import { laneOf } from './plan-forwarding.ts'
import type { AnsweredBy, RelayAnswers } from './relay-answers.ts'
import { createRelayAnswers } from './relay-answers.ts'

export type ForwardingParts = Pick<
  ForwarderParts,
  'readers' | 'writer' | 'clock' | 'log' | 'makeId' | 'sendRequest' | 'isListening'
> & {
  registry: SourceRegistry
  tellRow: TellRow
  /** Drops what a webhook is no longer owed. */
  dropSending: ForwarderParts['dropSending']
}

/** Makes what sends requests on, and what lets senders wait for the answer. */
export function createForwarding(parts: ForwardingParts): { forwarder: Forwarder; relays: RelayAnswers } {
  const { writer, clock, log, registry, tellRow } = parts
  const answered = (requestId: string, reply: Reply, by: AnsweredBy): void => {
    writer
      .write((tx) => recordReply(tx, requestId, { status: reply.status, reply: storedReply(reply, relayRules[by]) }))
      .then(() => tellRow(defaultWorkspaceId, requestId))
      .catch((error: unknown) => log.warn('request.answer-not-kept', { request: requestId, error: String(error) }))
  }
  const relays = createRelayAnswers(clock, answered)
  const isRelay = (lane: string): boolean =>
    registry.all().some(({ id, relay, settings }) => {
      const [first] = settings.forwarding.targets
      return relay !== null && first !== undefined && laneOf(id, first) === lane
    })
  // What a trigger has made owed is not taken back because a source has changed.
  const isWanted = (lane: string): boolean =>
    lane.startsWith(`${idPrefixes.trigger}_`) ||
    registry
      .all()
      .some(
        ({ id, settings: { forwarding } }) =>
          forwarding.mode !== 'off' && forwarding.targets.some((target) => laneOf(id, target) === lane),
      )
  const forwarder = createForwarder({
    ...parts,
    workspaceId: defaultWorkspaceId,
    answers: relays,
    isRelay,
    isWanted,
    changed: ({ requestId }) => tellRow(defaultWorkspaceId, requestId),
  })
  return { forwarder, relays }
}

// The app's body stands with its attempt already; of our own it is the only copy.
const storedReply = ({ headers, body }: Reply, rule: string): string =>
  JSON.stringify({ headers, body: typeof body === 'string' ? body : '', rule })
