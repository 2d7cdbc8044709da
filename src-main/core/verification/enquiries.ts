import type { Enquiry, EnquiryAnswer } from '#main/providers/enquiry.ts'
import type { Clock, SendRequest } from '#main/core/ports.ts'
import type { Answers } from './check-signature.ts'
import type { HowToVerify, Outcome } from './verify-request.ts'
import { judgeRequest, openEnquiries } from './verify-request.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'

const timeoutMs = 4000
const answerBytesAtMost = 65_536
const answersAtMost = 1000
const unreachableKeepMs = 5000

/** What checks ask on the network: one question at a time, its answer kept for as long as it counts. */
export type Enquiries = {
  answers: Answers
  /** Asks what is open; ends when all are answered, or after four seconds. Never throws. */
  ask: (enquiries: readonly Enquiry[]) => Promise<void>
  stop: () => void
}

type Known = { answer: EnquiryAnswer | 'unreachable'; untilMs: number }

export function createEnquiries({ clock, sendRequest }: { clock: Clock; sendRequest: SendRequest }): Enquiries {
  const known = new Map<string, Known>()
  const underWay = new Map<string, Promise<void>>()
  const stopping = new AbortController()

  const send = async (key: string, { request, keepMs }: Enquiry): Promise<void> => {
    const options = { timeoutMs, keepBytes: answerBytesAtMost, signal: stopping.signal }
    const result = await sendRequest(request, options)
    if (stopping.signal.aborted) return
    const isWhole = result.kind === 'answered' && result.bodyBytes <= answerBytesAtMost
    if (known.size >= answersAtMost) known.delete(known.keys().next().value ?? '')
    known.set(
      key,
      isWhole
        ? { answer: { status: result.status, body: result.body }, untilMs: clock.now() + keepMs }
        : { answer: 'unreachable', untilMs: clock.now() + unreachableKeepMs },
    )
  }

  const askOne = (enquiry: Enquiry): Promise<void> => {
    const key = keyOf(enquiry)
    const before = underWay.get(key)
    if (before) return before
    const asked = send(key, enquiry).finally(() => underWay.delete(key))
    underWay.set(key, asked)
    return asked
  }

  return {
    answers(enquiry) {
      const key = keyOf(enquiry)
      const one = known.get(key)
      if (one && one.untilMs <= clock.now()) known.delete(key)
      return one && one.untilMs > clock.now() ? one.answer : undefined
    },
    ask: async (enquiries) => void (await Promise.all(enquiries.map(askOne))),
    stop: () => stopping.abort(),
  }
}

const keyOf = ({ request: { method, url, headers, body } }: Enquiry): string =>
  JSON.stringify([method, url, headers, Buffer.from(body).toString('base64')])

/** Checks a request, and asks on the network what that needs. */
export async function judgeAsking(
  request: CapturedRequest,
  how: HowToVerify,
  { answers, ask }: Pick<Enquiries, 'answers' | 'ask'>,
): Promise<Outcome> {
  const open = openEnquiries(judgeRequest(request, { ...how, answers }))
  if (open.length > 0) await ask(open)
  return judgeRequest(request, { ...how, answers })
}
