import type { Clock } from '#main/core/ports.ts'
import type { relayRules } from '#shared/model/forwarding.ts'
import type { Reply } from '#main/core/requests/reply.ts'

/** Who gave the sender its answer. */
export type AnsweredBy = keyof typeof relayRules

type Waiting = { limitMs: number; standIn: Reply; respond: (reply: Reply) => void }

/** Senders that wait for the app's own answer. Each is answered once: by the app, or by the stand-in in time. */
export type RelayAnswers = {
  wait: (requestId: string, how: Waiting) => void
  /** The app's answer; nothing, where it came too late or nobody waits for this delivery. */
  give: (delivery: RelayedDelivery, reply: Reply) => void
  /** Gives the stand-in at once: the app is away. */
  giveUp: (delivery: RelayedDelivery) => void
  /** Gives every sender the stand-in, from now on at once: Creel stops. */
  close: () => void
}

/** Of the deliveries of a request the one of kind `relay` answers its sender. */
type RelayedDelivery = { kind: string; requestId: string }

/** `answered` is told what each sender got. */
export function createRelayAnswers(
  clock: Clock,
  answered: (requestId: string, reply: Reply, by: AnsweredBy) => void,
): RelayAnswers {
  const waiting = new Map<string, { standIn: Reply; settle: (reply: Reply, by: AnsweredBy) => void }>()

  let isClosed = false

  const giveUp = (requestId: string): void => {
    const one = waiting.get(requestId)
    one?.settle(one.standIn, 'stand-in')
  }

  return {
    wait(requestId, { limitMs, standIn, respond }) {
      const cancel = clock.after(limitMs, () => giveUp(requestId))
      const settle = (reply: Reply, by: AnsweredBy): void => {
        waiting.delete(requestId)
        cancel()
        respond(reply)
        answered(requestId, reply, by)
      }
      waiting.set(requestId, { standIn, settle })
      if (isClosed) giveUp(requestId)
    },
    give({ kind, requestId }, reply) {
      if (kind === 'relay') waiting.get(requestId)?.settle(reply, 'app')
    },
    giveUp({ kind, requestId }) {
      if (kind === 'relay') giveUp(requestId)
    },
    close() {
      isClosed = true
      for (const requestId of waiting.keys()) giveUp(requestId)
    },
  }
}
