import type { Dispatcher } from 'undici'
import type { OutgoingResult, OutgoingTiming } from '#main/core/ports.ts'
import type { ConnectSteps } from './connect-steps.ts'
import { gatherAnswer } from './gathered-answer.ts'
import { inWords } from './send-failure.ts'

const mostRead = 10_000_000

/** A connection as an exchange uses it. */
export type Used = {
  /** `isWhole`: request and answer are, so that it can be used again. */
  ended: (isWhole: boolean) => void
  /** Sends the request over a new connection; null: this one is new. */
  sendAgain: (() => void) | null
}

/** One request and its answer: what undici tells of them, gathered to one result. */
export type Exchange = {
  /** Of the connection that is made for it; all null where none is. */
  steps: ConnectSteps
  handler: Dispatcher.DispatchHandler
  /** The handler for a connection that may be used again. */
  over: (used: Used) => Dispatcher.DispatchHandler
  /** Says that it took too long, and goes on listening. */
  giveUp: (arrived: (answer: OutgoingResult & { kind: 'answered' }) => void) => void
  abort: (code: 'timed-out' | 'interrupted') => void
  fail: (error: Error & { code?: string }) => void
}

/** What is said of a connection that its other end has closed. */
const closedCodes: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/** `given` is called once with the result, `ended` when nothing more will come. */
export function createExchange(
  keepBytes: number,
  given: (result: OutgoingResult) => void,
  ended: () => void,
): Exchange {
  const outcome = createOutcome(keepBytes, given, ended)
  const { answer, times, since, end, fail } = outcome
  let controller: Dispatcher.DispatchController | null = null
  let stopped: Error | null = null

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(begun: Dispatcher.DispatchController) {
      // Stopped while it was still connecting: what has not been sent is not sent.
      if (stopped) begun.abort(stopped)
      controller = begun
    },
    onResponseStart(begun: Dispatcher.DispatchController, status: number) {
      times.firstByteMs = since()
      answer.begin(status, begun)
    },
    onResponseData(begun: Dispatcher.DispatchController, chunk: Uint8Array) {
      if (answer.add(chunk) <= mostRead) return
      end({ isWhole: false })
      begun.abort(new Error('The answer is larger than Creel reads.'))
    },
    onResponseEnd: () => end({ isWhole: true }),
    onResponseError(_: unknown, error: Error & { code?: string }) {
      const mayBeStale = stopped === null && !answer.hasBegun() && closedCodes.has(error.code ?? '')
      if (!mayBeStale || !outcome.sendAgain()) fail(error)
    },
  }

  return {
    steps: times,
    handler,
    over(connection) {
      outcome.use(connection)
      return handler
    },
    giveUp: (arrived) => outcome.giveUp(arrived),
    abort(code) {
      stopped = failure(code)
      fail(stopped)
      controller?.abort(stopped)
    },
    fail,
  }
}

/** What an exchange comes to, and when. */
function createOutcome(keepBytes: number, given: (result: OutgoingResult) => void, ended: () => void) {
  const startedAt = performance.now()
  const answer = gatherAnswer(keepBytes)
  const times: ConnectSteps & Pick<OutgoingTiming, 'firstByteMs'> = {
    dnsMs: null,
    connectMs: null,
    tlsMs: null,
    firstByteMs: null,
  }
  let resolve = given
  let used: Used | null = null

  const since = (): number => performance.now() - startedAt
  const timing = (): OutgoingTiming => ({ ...times, totalMs: since() })
  const failed = (error: Error): OutgoingResult => ({
    kind: 'failed',
    ...inWords(error, answer.hasBegun()),
    timing: timing(),
  })
  const settle = (result: OutgoingResult, isWhole: boolean): void => {
    ended()
    used?.ended(isWhole)
    used = null
    resolve(result)
  }

  return {
    answer,
    times,
    since,
    use(connection: Used) {
      used = connection
    },
    end: ({ isWhole }: { isWhole: boolean }) => settle(answer.result(timing()), isWhole),
    fail: (error: Error) => settle(failed(error), false),
    /** False: it went over a new connection. */
    sendAgain(): boolean {
      const again = used?.sendAgain ?? null
      if (again === null) return false
      used?.ended(false)
      again()
      return true
    },
    giveUp(arrived: (answer: OutgoingResult & { kind: 'answered' }) => void) {
      resolve(failed(failure('timed-out')))
      resolve = (result) => {
        if (result.kind === 'answered') arrived(result)
      }
    },
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code })
