import type { SenderJudgement, SenderQuestion } from '#shared/model/sender-verdict.ts'
import { SenderQuestion as SenderQuestions } from '#shared/model/sender-verdict.ts'
import { spellSeconds } from '#shared/rules/spell-seconds.ts'
import type { AttemptsOfEvent, SenderAttempt } from './sender-attempt.ts'
import { gapsOf, groupAttempts, isFailure, isTaken, pairsOf } from './sender-attempt.ts'

/** All that came from a sender, and when it is looked at. */
type Seen = { attempts: readonly SenderAttempt[]; events: readonly AttemptsOfEvent[]; nowMs: number }
type Finding = Omit<SenderJudgement, 'question'>

/** So long nothing must have come, before silence means something. */
const quietMs = 60_000
/** A failure that is not tried again for so long is taken as dropped: no schedule we know of waits longer at first. */
const droppedMs = 3_600_000
/** Requests are stamped when they come, not when they were sent. */
const leewayMs = 500
/** A wait may be shorter than the one before, for jitter: with ± 20 % two equal waits differ by a third. */
const shorterShare = 0.6
const hammeringMs = 1000
const fewestWaits = 2
/** A sender that tries more often will not give up. */
const mostAttempts = 50
const mostShown = 20

const find = (state: Finding['state'], detail: string, of: readonly SenderAttempt[] = []): Finding => ({
  state,
  detail,
  requestIds: of.slice(0, mostShown).map(({ requestId }) => requestId),
})

const spell = (ms: number): string => spellSeconds(ms / 1000)
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
const allPairs = ({ events }: Seen): (readonly [SenderAttempt, SenderAttempt])[] => events.flatMap(pairsOf)

/** Bad where any pair is, good where there are pairs, else open. */
function ofPairs(
  pairs: readonly (readonly [SenderAttempt, SenderAttempt])[],
  isBad: (before: SenderAttempt, after: SenderAttempt) => boolean,
  words: { good: string; bad: string; open: string },
): Finding {
  const bad = pairs.filter(([before, after]) => isBad(before, after))
  if (bad.length > 0) return find('bad', words.bad, bad.flat())
  return pairs.length > 0 ? find('good', words.good, pairs.flat()) : find('open', words.open)
}

const questions: Record<SenderQuestion, (seen: Seen) => Finding> = {
  'tries-again': ({ events, nowMs }) => {
    const failed = events.filter((event) => event.some(isFailure))
    if (failed.length === 0) return find('open', 'Nothing has failed yet.')
    const retried = failed.filter((event) => event.findIndex(isFailure) < event.length - 1)
    const dropped = failed.filter(
      (event) => event.length === 1 && nowMs - (event[0]?.receivedAtMs ?? nowMs) > droppedMs,
    )
    if (dropped.length > 0) {
      return find('bad', `It did not try again within ${spell(droppedMs)} ${times(dropped.length)}.`, dropped.flat())
    }
    if (retried.length === 0) return find('open', 'It has not tried again yet.')
    return find('good', `It tried ${retried.length} of ${failed.length} failed events again.`, retried.flat())
  },
  'does-not-hurry': ({ events }) => {
    const waits = events.filter((event) => event.length > fewestWaits)
    if (waits.length === 0) return find('open', 'That takes three attempts of one event.')
    const hasty = waits.filter((event) => isHasty(gapsOf(event)))
    const shown = hasty[0] ?? waits[0] ?? []
    const detail = `It waited ${gapsOf(shown).map(spell).join(', ')}.`
    return find(hasty.length > 0 ? 'bad' : 'good', detail, shown)
  },
  'honours-retry-after': (seen) => {
    const pairs = allPairs(seen).filter(([{ retryAfterMs }]) => retryAfterMs !== null)
    const isEarly = (before: SenderAttempt, after: SenderAttempt): boolean =>
      after.receivedAtMs - before.receivedAtMs < (before.retryAfterMs ?? 0) - leewayMs
    const early = pairs.find(([before, after]) => isEarly(before, after))
    return ofPairs(pairs, isEarly, {
      good: `It waited at least so long ${times(pairs.length)}.`,
      bad: early
        ? `It was told to wait ${spell(early[0].retryAfterMs ?? 0)} and came after ${spell(early[1].receivedAtMs - early[0].receivedAtMs)}.`
        : '',
      open: 'No attempt has followed an answer with Retry-After.',
    })
  },
  'stops-at-success': (seen) => {
    const taken = seen.attempts.filter(isTaken)
    const again = allPairs(seen).filter(([before]) => isTaken(before))
    if (taken.length === 0) return find('open', 'Nothing has been answered with a 2xx yet.')
    if (again.length > 0) return find('bad', `It sent again what was taken ${times(again.length)}.`, again.flat())
    return find('good', 'What was taken did not come again.', taken)
  },
  'stops-at-gone': ({ attempts, nowMs }) => {
    const index = attempts.findIndex(({ status }) => status === 410)
    const gone = attempts[index]
    if (!gone) return find('open', 'Nothing was answered with 410.')
    const later = attempts.slice(index + 1)
    if (later.length > 0) return find('bad', `It sent ${later.length} more requests after 410.`, [gone, ...later])
    const quiet = nowMs - gone.receivedAtMs
    if (quiet < quietMs) return find('open', `Nothing has come since, for ${spell(quiet)}.`, [gone])
    return find('good', `Nothing has come since, for ${spell(quiet)}.`, [gone])
  },
  'follows-no-redirect': ({ attempts }) => {
    const redirects = attempts.filter(({ redirectTarget }) => redirectTarget !== null)
    if (redirects.length === 0) return find('open', 'Nothing was redirected.')
    const targets = new Set(redirects.map(({ redirectTarget }) => redirectTarget))
    const followed = attempts.filter(({ target }) => targets.has(target))
    if (followed.length > 0) return find('bad', `It followed ${times(followed.length)}.`, followed)
    return find('good', 'It did not go where it was redirected to.', redirects)
  },
  'keeps-id': ({ attempts }) => {
    const known = attempts.filter(({ eventId }) => eventId !== null)
    if (known.length === 0) return find('open', 'Its requests carry no event id that Creel knows of.')
    const copies = [...Map.groupBy(known, ({ bodyHash }) => bodyHash).values()].filter(({ length }) => length > 1)
    const changed = copies.filter((copy) => new Set(copy.map(({ eventId }) => eventId)).size > 1)
    if (changed.length > 0) return find('bad', 'The same body came with different event ids.', changed.flat())
    return copies.length > 0
      ? find('good', `The same id stood on all attempts of ${copies.length} events.`, copies.flat())
      : find('open', 'No event has come twice yet.')
  },
  'keeps-body': (seen) =>
    ofPairs(
      allPairs(seen).filter(([{ eventId }]) => eventId !== null),
      (before, after) => before.bodyHash !== after.bodyHash,
      {
        good: 'Each attempt brought the same bytes.',
        bad: 'The body of an event was another one when it came again.',
        open: 'No event has come twice with an id yet.',
      },
    ),
  'signs-anew': (seen) =>
    ofPairs(
      allPairs(seen).filter(([before, after]) => canDiffer(before, after)),
      (before, after) => before.signedAtSeconds === after.signedAtSeconds,
      {
        good: 'Each attempt was signed at its own time.',
        bad: 'An attempt carried the timestamp of the one before.',
        open: 'No two attempts, seconds apart, told when they were signed. Add the signing secret to the source to have it checked.',
      },
    ),
  'gives-up': ({ events, nowMs }) => {
    const endless = events.find(({ length }) => length > mostAttempts)
    if (endless) return find('bad', `It has tried one event ${endless.length} times.`, endless)
    const given = events.filter((event) => hasGivenUp(event, nowMs))
    const most = given.toSorted((a, b) => b.length - a.length)[0]
    if (!most) return find('open', 'No event was given up yet.')
    return find('good', `It gave up after ${most.length} attempts.`, most)
  },
}

const isHasty = (gaps: readonly number[]): boolean =>
  gaps.every((gap) => gap < hammeringMs) ||
  gaps.some((gap, index) => index > 0 && gap < (gaps[index - 1] ?? 0) * shorterShare)

/** Attempts that were so far apart that their timestamps, in whole seconds, must differ. */
const canDiffer = (before: SenderAttempt, after: SenderAttempt): boolean =>
  before.signedAtSeconds !== null && after.signedAtSeconds !== null && after.receivedAtMs - before.receivedAtMs >= 2000

/** True where an event that failed more than once has been left alone for three times its longest wait. */
function hasGivenUp(event: AttemptsOfEvent, nowMs: number): boolean {
  const last = event.at(-1)
  const gaps = gapsOf(event)
  if (!last || gaps.length === 0 || !isFailure(last)) return false
  return nowMs - last.receivedAtMs > Math.max(quietMs, 3 * Math.max(...gaps))
}

/** Judges what a sender did, from its requests, oldest first. */
export function judgeSender(attempts: readonly SenderAttempt[], nowMs: number): SenderJudgement[] {
  const seen = { attempts, events: groupAttempts(attempts), nowMs }
  return SenderQuestions.options.map((question) => ({ question, ...questions[question](seen) }))
}
