import type { RelayAnswers } from './deliveries/relay-answers.ts'
import type { CapturedRequest } from './requests/captured-request.ts'
import type { Judgement } from './requests/judge.ts'
import { judge, judgeOrAsk } from './requests/judge.ts'
import type { KeepRequest } from './requests/keep-request.ts'
import type { KeptRequest } from './requests/kept-request.ts'
import type { Reply } from './requests/reply.ts'
import { isWithheld, replies } from './requests/reply.ts'
import type { Router } from './route.ts'
import type { LiveSource } from './sources/live-source.ts'
import type { Enquiries } from './verification/enquiries.ts'

export type ReceiveParts = {
  keep: KeepRequest
  router: Router
  relays: RelayAnswers
  enquiries: Enquiries
  tick: () => number
}

/**
 * The way of a request up to its reply: check it, choose the answer, put it on disk, hand it on to be routed, answer.
 * `respond` is called once, after the commit: whatever it is given was true when it was called. In a relay the sender
 * waits for the app; the chosen answer stands in where that does not come in time. Only a strict source whose check
 * needs an answer from the network keeps its sender waiting for that, and not for long.
 * What a script answers is not waited for.
 */
export function receive(parts: ReceiveParts, request: CapturedRequest, source: LiveSource, how: Receiving): void {
  const { keep, enquiries, tick } = parts
  if (keep.isFull()) return how.respond(replies.overloaded)
  const bodyTick = tick()
  const judged = judgeOrAsk(request, source, enquiries.answers)
  if (judged.kind === 'judged') return keepJudged(parts, { request, source, ...judged, bodyTick }, how)
  void enquiries.ask(judged.enquiries).then(() => {
    // Others came meanwhile.
    if (keep.isFull()) return how.respond(replies.overloaded)
    const judgement = judge(request, source, enquiries.answers)
    keepJudged(parts, { request, source, judgement, bodyTick }, how)
  })
}

type Receiving = { startedTick: number; respond: (reply: Reply) => void }
type JudgedRequest = { request: CapturedRequest; source: LiveSource; judgement: Judgement; bodyTick: number }

function keepJudged(
  { keep, router, relays, tick }: ReceiveParts,
  { request, source, judgement, bodyTick }: JudgedRequest,
  { startedTick, respond }: Receiving,
): void {
  const isRelayed = judgement.state === 'accepted' && source.relay !== null && judgement.turn?.isPlayed !== true
  const isOpen = isRelayed || (judgement.reply !== null && isWithheld(judgement.reply))
  const kept: KeptRequest = keep.number(request, source, isOpen ? withoutReply(judgement) : judgement)
  const checkedTick = tick()
  keep.commit(kept, (error) => {
    if (error) return respond(replyTo(error))
    const endTick = tick()
    kept.timing = {
      bodyMs: bodyTick - startedTick,
      checkMs: checkedTick - bodyTick,
      commitMs: endTick - checkedTick,
      totalMs: endTick - startedTick,
    }
    // Before the answer: a sender that is gone must not keep its request from being routed.
    router.add(kept)
    const isReplayed = kept.verification.reason === 'replayed' && kept.state === 'refused'
    const reply = (isReplayed ? kept.reply : judgement.reply) ?? replies.notStored
    if (isRelayed && kept.state === 'accepted' && source.relay)
      relays.wait(kept.id, { ...source.relay, standIn: reply, respond })
    else respond(reply)
  })
}

// The app's own answer is to stand with the request, or none.
const withoutReply = ({ replay, ...judgement }: Judgement): Judgement => ({
  ...judgement,
  reply: null,
  ...(replay && {
    replay: { ...replay, whenNew: { ...replay.whenNew, reply: null }, whenSeen: withoutWithheld(replay.whenSeen) },
  }),
})

const withoutWithheld = <Decided extends Pick<Judgement, 'reply'>>(decided: Decided): Decided =>
  decided.reply !== null && isWithheld(decided.reply) ? { ...decided, reply: null } : decided

const replyTo = (error: Error): Reply =>
  (error as { code?: string }).code === 'disk-full' ? replies.diskFull : replies.notStored
