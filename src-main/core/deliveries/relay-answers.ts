import type { Clock } from '#main/core/ports.ts'
import type { Reply } from '#main/core/requests/reply.ts'

/** Who gave the sender its answer. */
export type AnsweredBy = 'app' | 'stand-in'

type Waiting = { limitMs: number; standIn: Reply; respond: (reply: Reply) => void }

/** Senders that wait for the app's own answer. Each is answered once: by the app, or by the stand-in in time. */
export type RelayAnswers = {
  wait: (requestId: string, how: Waiting) => void
  /** The app's answer; nothing, where it came too late or nobody waits. */
  give: (requestId: string, reply: Reply) => void
  /** Gives the stand-in at once: the app is away. */
  giveUp: (requestId: string) => void
}

/** `answered` is told what each sender got. */
export function createRelayAnswers(
  clock: Clock,
  answered: (requestId: string, reply: Reply, by: AnsweredBy) => void,
): RelayAnswers {
  const waiting = new Map<string, { standIn: Reply; settle: (reply: Reply, by: AnsweredBy) => void }>()

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
    },
    give: (requestId, reply) => waiting.get(requestId)?.settle(reply, 'app'),
    giveUp,
  }
}
