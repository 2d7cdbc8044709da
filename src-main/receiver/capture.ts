import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { Intake, RequestHead } from '#main/core/intake.ts'
import type { Reply } from '#main/core/requests/reply.ts'
import { replies } from '#main/core/requests/reply.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { ReceiverLimits } from './limits.ts'
import type { BodyResult, ByteBudget } from './read-body.ts'
import { readBody } from './read-body.ts'
import { readTarget } from './read-target.ts'
import { sendReply, sendReplyAndClose } from './send-reply.ts'

export type CaptureParts = {
  intake: Intake
  limits: ReceiverLimits
  budget: ByteBudget
  now: () => number
  /** What is still to come of a message is not wanted. */
  forget: (message: IncomingMessage) => void
}

/** Takes a message from its head to its reply: may it come in, its body whole, then to the app. */
export function capture(parts: CaptureParts, message: IncomingMessage, response: ServerResponse): void {
  const { intake, limits, now } = parts
  const startedTick = intake.tick()
  const turnAway = (reply: Reply): void => {
    parts.forget(message)
    sendReplyAndClose(message, response, reply)
  }
  const head = readHead(message, now())
  if (!head) return turnAway(replies.unknownAddress)
  const admission = intake.admit(head)
  if (admission.kind === 'turned-away') return turnAway(admission.reply)
  const { source } = admission
  const refuse = (reason: string, reply: Reply): void => {
    parts.forget(message)
    intake.refuse({ ...head, body: noBody, trailers: [] }, source, {
      reason,
      reply,
      respond: (given) => sendReplyAndClose(message, response, given),
    })
  }
  if (admission.kind === 'refused') return refuse(admission.reason, admission.reply)
  if (head.target.length > limits.targetLength) return refuse('target-too-long', replies.targetTooLong)
  if (head.headers.length > limits.headers) return refuse('too-many-headers', replies.tooManyHeaders)
  takeBody(parts, { head, source, startedTick, refuse, turnAway }, message, response)
}

type Admitted = {
  head: RequestHead
  source: LiveSource
  startedTick: number
  refuse: (reason: string, reply: Reply) => void
  turnAway: (reply: Reply) => void
}

function takeBody(
  { intake, limits, budget }: CaptureParts,
  { head, source, startedTick, refuse, turnAway }: Admitted,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  const afterBody: Record<BodyResult['kind'], (result: BodyResult, taken: number) => void> = {
    whole: (result, taken) => {
      const body = result.kind === 'whole' ? result.bytes : noBody
      intake.receive({ ...head, body, trailers: toPairs(message.rawTrailers) }, source, {
        startedTick,
        respond: (reply) => {
          budget.give(taken)
          sendReply(response, reply)
        },
      })
    },
    'too-large': (_, taken) => {
      budget.give(taken)
      refuse('body-too-large', replies.tooLarge)
    },
    'too-many': (_, taken) => {
      budget.give(taken)
      turnAway(replies.overloaded)
    },
    aborted: (_, taken) => budget.give(taken),
  }
  const isReading = readBody(message, {
    limit: limits.bodyBytes,
    budget,
    done: (result, taken) => afterBody[result.kind](result, taken),
  })
  // Only now: a body that is not wanted is not asked for.
  if (isReading && waitsForContinue(message)) response.writeContinue()
}

const waitsForContinue = ({ headers, httpVersion }: IncomingMessage): boolean =>
  httpVersion === '1.1' && /(?:^|\W)100-continue(?:$|\W)/i.test(headers.expect ?? '')

const noBody = new Uint8Array(0)

function readHead(message: IncomingMessage, receivedAtMs: number): RequestHead | null {
  const target = message.url ?? ''
  const found = readTarget(target)
  return (
    found && {
      token: found.token,
      method: message.method ?? '',
      target,
      path: found.path,
      httpVersion: message.httpVersion,
      headers: toPairs(message.rawHeaders),
      remoteAddress: message.socket.remoteAddress ?? null,
      receivedAtMs,
    }
  )
}

/** The headers of a message as pairs. */
export function toPairs(flat: readonly string[]): HeaderPairs {
  const pairs: [string, string][] = []
  for (let index = 0; index < flat.length; index += 2) pairs.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return pairs
}
