// The one address beside the sources that answers here: an outside service has no way to the control port. Whoever
// calls must sign; a workspace that is switched off answers as an address that does not exist.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#shared/contract/problem.ts'
import { inboundBodyBytesAtMost } from '#shared/model/inbound.ts'
import type { InboundDoor, InboundHead } from '#main/core/inbound/inbound-door.ts'
import type { Reply } from '#main/core/requests/reply.ts'
import { replies } from '#main/core/requests/reply.ts'
import { toPairs } from './capture.ts'
import type { BodyResult, ByteBudget } from './read-body.ts'
import { readBody } from './read-body.ts'
import { sendReply, sendReplyAndClose } from './send-reply.ts'

export type InboundParts = { inbound: InboundDoor; budget: ByteBudget; forget: (message: IncomingMessage) => void }

const inboundTarget = /^(?:https?:\/\/[^/?#]*)?\/api\/integrations\/inbound\/([\w-]{1,64})\/tasks(?:\?|$)/i

/** The workspace whose inbound address a target is, if it is one. */
export const inboundWorkspace = (target: string): string | null => inboundTarget.exec(target)?.[1] ?? null

/** Takes an inbound call from its head to its answer. */
export function takeInbound(
  parts: InboundParts,
  workspaceId: string,
  message: IncomingMessage,
  response: ServerResponse,
) {
  const { inbound: door, budget } = parts
  const turnAway = (reply: Reply): void => {
    parts.forget(message)
    sendReplyAndClose(message, response, reply)
  }
  if (message.method !== 'POST') return turnAway(replies.unknownAddress)
  const head: InboundHead = {
    workspaceId,
    headers: toPairs(message.rawHeaders),
    remoteAddress: message.socket.remoteAddress ?? null,
  }
  const admission = door.admit(head)
  if (admission.kind === 'refused') return turnAway(admission.reply)
  const { inbound } = admission
  const afterBody: Record<BodyResult['kind'], (result: BodyResult, taken: number) => void> = {
    whole: (result, taken) => {
      const body = result.kind === 'whole' ? result.bytes : new Uint8Array(0)
      void door.take(inbound, head, body).then((reply) => {
        budget.give(taken)
        sendReply(response, reply)
      })
    },
    'too-large': (_, taken) => {
      budget.give(taken)
      turnAway(
        door.refuse(
          head,
          new AppError('too-large', `The body is larger than ${inboundBodyBytesAtMost / 1_000_000} MB.`),
        ),
      )
    },
    'too-many': (_, taken) => {
      budget.give(taken)
      turnAway(replies.overloaded)
    },
    aborted: (_, taken) => budget.give(taken),
  }
  const isReading = readBody(message, {
    limit: inboundBodyBytesAtMost,
    budget,
    done: (result, taken) => afterBody[result.kind](result, taken),
  })
  if (isReading && message.headers.expect !== undefined) response.writeContinue()
}
