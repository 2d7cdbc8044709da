import { z } from 'zod'
import { RequestId, SourceId } from './id.ts'
import { Timestamp } from './time.ts'

/**
 * What is asked of a sender, in the order in which it is shown. The rules are those of Standard Webhooks
 * (spec/standard-webhooks.md): any 2xx is success, redirects are not followed, 410 ends it, `Retry-After` counts, an
 * attempt keeps id and body and gets a fresh timestamp.
 */
export const senderQuestions = {
  'tries-again': 'Tries again after a failure',
  'does-not-hurry': 'Gives time: no wait is shorter than the one before',
  'honours-retry-after': 'Waits as long as Retry-After says',
  'stops-at-success': 'Does not send again what was taken',
  'stops-at-gone': 'Stops after 410',
  'follows-no-redirect': 'Follows no redirect',
  'keeps-id': 'Keeps the event id across attempts',
  'keeps-body': 'Keeps the body across attempts',
  'signs-anew': 'Signs each attempt with a fresh timestamp',
  'gives-up': 'Gives up in the end',
} as const satisfies Record<string, string>

export type SenderQuestion = keyof typeof senderQuestions
export const SenderQuestion = z.enum(Object.keys(senderQuestions) as [SenderQuestion, ...SenderQuestion[]])

/** What was found to one question. `open`: nothing has come yet that would answer it. */
export const SenderJudgement = z.object({
  question: SenderQuestion,
  state: z.enum(['good', 'bad', 'open']),
  detail: z.string().describe('What was seen, in words.'),
  requestIds: z.array(RequestId).describe('The requests that show it.'),
})
export type SenderJudgement = z.infer<typeof SenderJudgement>

/** One event as a sender tried to get it through. */
export const SentEvent = z.object({
  eventId: z.string().nullable().describe('As the sender says it; null: known by its body alone.'),
  attempts: z.array(
    z.object({
      requestId: RequestId,
      receivedAt: Timestamp,
      status: z.int().nullable().describe('Of the answer; null: the script gave none.'),
      reason: z.string().nullable().describe('Why it gave none.'),
      gapMs: z.int().nullable().describe('Since the attempt before; null: the first.'),
    }),
  ),
})
export type SentEvent = z.infer<typeof SentEvent>

/** What the sender of a source did since its script began, judged from the stored requests. */
export const SenderVerdict = z.object({
  sourceId: SourceId,
  script: z.string().describe('The script in words.'),
  since: Timestamp,
  taken: z.int().describe('Requests that the script has answered.'),
  requests: z.int().describe('Requests that were judged: the first 1,000 at most.'),
  judgements: z.array(SenderJudgement),
  events: z.array(SentEvent).describe('The newest 50, newest first.'),
})
export type SenderVerdict = z.infer<typeof SenderVerdict>
