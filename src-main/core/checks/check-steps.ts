import type { CheckCaseName } from '#shared/model/check.ts'
import type { SimulatedSignature } from '#shared/model/simulation.ts'
import type { HandlerAnswer, HandlerUnderCheck } from './handler-under-check.ts'

/** What became of one thing that was asked. */
export type StepResult =
  | { kind: 'passed'; detail: string; answers: readonly HandlerAnswer[] }
  | { kind: 'failed'; detail: string; fix: string; answers: readonly HandlerAnswer[] }
  | { kind: 'skipped'; detail: string }

export type CheckStep = (handler: HandlerUnderCheck, signal: AbortSignal) => Promise<StepResult>

const bigBodyBytes = 262_144
const slowBodyMs = 600
const manyAtOnce = 8

const isSuccess = ({ status }: HandlerAnswer): boolean => status !== null && status >= 200 && status < 300
const isRefusal = ({ status }: HandlerAnswer): boolean => status !== null && status >= 400 && status < 500

const words = ({ status, error }: HandlerAnswer): string =>
  status === null ? (error ?? 'No answer came.') : `It answered ${status}.`

const findHandler =
  'See that the handler runs, that host and port of the URL are right, and that it answers before it closes the connection.'

/** What to do: whoever gave no answer at all has first to be found. */
const fixFor = ({ status }: HandlerAnswer, fix: string): string => (status === null ? findHandler : fix)

/** Every answer must be a 2xx. */
function allTaken(answers: readonly HandlerAnswer[], fix: string): StepResult {
  const bad = answers.find((answer) => !isSuccess(answer))
  if (bad) return { kind: 'failed', detail: words(bad), fix: fixFor(bad, fix), answers }
  return { kind: 'passed', detail: words(answers[0] ?? { status: null, error: null, tookMs: 0 }), answers }
}

/** A badly signed event must be refused with a 4xx. */
const refuses =
  (signature: SimulatedSignature, fix: string): CheckStep =>
  async (handler, signal) => {
    const answer = await handler.send({ signature }, signal)
    if (isRefusal(answer)) return { kind: 'passed', detail: words(answer), answers: [answer] }
    const detail = isSuccess(answer) ? `${words(answer)} It took what it should have refused.` : words(answer)
    return { kind: 'failed', detail, fix: fixFor(answer, fix), answers: [answer] }
  }

const verifyFirst =
  'Verify the signature over the raw body before anything else, and answer 401 where it does not match.'

/** All that is asked of a handler. */
export const checkSteps: Record<CheckCaseName, CheckStep> = {
  'good-signature': async (handler, signal) =>
    allTaken(
      [await handler.send({}, signal)],
      'Check that the handler has this secret, verifies the raw body as it came, and answers 2xx.',
    ),
  'in-time': async (handler, signal) => {
    const answer = await handler.send({}, signal)
    const detail = `${words(answer)} It took ${Math.round(answer.tookMs)} ms of ${handler.answerWithinMs} ms.`
    if (answer.status !== null && answer.tookMs <= handler.answerWithinMs) {
      return { kind: 'passed', detail, answers: [answer] }
    }
    const fix = 'Answer as soon as the event is stored or queued, and do the work afterwards.'
    return { kind: 'failed', detail, fix, answers: [answer] }
  },
  'missing-signature': refuses('missing', 'Refuse with 401 what carries no signature.'),
  'wrong-secret': refuses('wrong-secret', verifyFirst),
  'altered-body': refuses('altered-body', verifyFirst),
  'stale-signature': async (handler, signal) => {
    if (!handler.signsTime) return { kind: 'skipped', detail: 'This sender signs no time.' }
    const fix = 'Compare the signed timestamp with the clock, and refuse what is older than five minutes.'
    return refuses('stale', fix)(handler, signal)
  },
  duplicate: async (handler, signal) => {
    const draft = handler.draft()
    const first = await handler.send({ draft }, signal)
    const second = await handler.send({ draft }, signal)
    return allTaken([first, second], 'Remember the ids of events, and answer 2xx to one that was handled before.')
  },
  retry: async (handler, signal) => {
    const draft = handler.draft()
    const answers = []
    for (let attempt = 0; attempt < 3; attempt += 1) answers.push(await handler.send({ draft }, signal))
    return allTaken(answers, 'An answer may be lost and the event sent again: take it as often as it comes.')
  },
  'unknown-type': async (handler, signal) => {
    const draft = handler.ofUnknownType()
    if (!draft) return { kind: 'skipped', detail: 'The type of this event cannot be changed.' }
    return allTaken(
      [await handler.send({ draft }, signal)],
      'Answer 2xx to types that are not handled: senders add new ones, and switch off what fails.',
    )
  },
  'big-body': async (handler, signal) => {
    const draft = bigDraft(handler)
    if (!draft) return { kind: 'skipped', detail: 'The body of this event is no JSON object.' }
    return allTaken([await handler.send({ draft }, signal)], 'Let the limit of the body be at least 1 MB.')
  },
  'slow-body': async (handler, signal) =>
    allTaken(
      [await handler.send({ slowMs: slowBodyMs }, signal)],
      'Wait for the whole body: it may come in pieces over some seconds.',
    ),
  disorder: async (handler, signal) => {
    const drafts = Array.from({ length: manyAtOnce }, () => handler.draft()).toReversed()
    const answers = await Promise.all(drafts.map((draft) => handler.send({ draft }, signal)))
    return allTaken(answers, 'Do not rely on the order of events; where it matters compare the times inside of them.')
  },
  'wrong-content-type': async (handler, signal) => {
    const answer = await handler.send({ headers: [['Content-Type', 'text/plain; charset=x-unknown']] }, signal)
    const isSane = isSuccess(answer) || isRefusal(answer)
    if (isSane) return { kind: 'passed', detail: words(answer), answers: [answer] }
    const fix = 'Take the body as bytes whatever its content type, or refuse it with 415; do not fail.'
    return { kind: 'failed', detail: words(answer), fix: fixFor(answer, fix), answers: [answer] }
  },
}

function bigDraft(handler: HandlerUnderCheck) {
  const isObject = Buffer.from(handler.draft().body).toString('utf8').trimStart().startsWith('{')
  return isObject ? handler.draft({ creelPadding: 'x'.repeat(bigBodyBytes) }) : null
}
