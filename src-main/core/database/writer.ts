import type { Database } from 'better-sqlite3'
import type { Log } from '#main/core/ports.ts'
import type { Tx } from './handles.ts'
import type { HotWrite, Settlements, Turn } from './turn.ts'
import { createTurnRunner } from './turn.ts'
import { inWords } from './write-error.ts'

/**
 * Hot writes of lane `route` go before those of lane `receive` in the same turn, so that routing keeps up with receiving;
 * `tally` comes last and counts what those have done.
 */
export type Lane = 'route' | 'receive' | 'tally'

/**
 * So often the event loop goes round before a turn: what comes meanwhile shares its commit. Where little happens that
 * is no time at all; under load a commit holds twice as much, which is worth a fifth of what is received and sent.
 */
const loopsGathered = 8

/**
 * The one writer. Turn by turn it opens one transaction, runs all that was queued, commits with one fsync, and only
 * then settles. See decision 6 of the architecture.
 */
export type Writer = {
  /** Runs a body that awaits only its `tx`; settles after the commit. Bodies are top-level functions. */
  write: <Result>(body: (tx: Tx) => Promise<Result>) => Promise<Result>
  hot: (lane: Lane, write: HotWrite) => void
  /** How many hot writes wait in a lane. */
  waiting: (lane: Lane) => number
  /** Waits until all that was queued is settled, and what its settling led to as well. */
  drain: () => Promise<void>
}

export function createWriter(db: Database, log: Log): Writer {
  const runner = createTurnRunner(db)
  const queue = createQueue()
  const drains: Array<() => void> = []
  let isScheduled = false

  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    afterLoops(loopsGathered, runTurn)
  }

  // Without bodies nothing is awaited: the common turn of the hot path stays on one stack.
  const runTurn = (): void => {
    const turn = queue.take()
    if (turn.hot.length + turn.bodies.length === 0) endDrain()
    else if (turn.bodies.length === 0) endTurn(attempt(turn))
    else runner.runWithBodies(turn).then(endTurn, (error: unknown) => endTurn(fail(turn, error)))
  }

  const attempt = (turn: Turn): Settlements => {
    try {
      return runner.run(turn)
    } catch (error) {
      return fail(turn, error)
    }
  }

  const fail = (turn: Turn, error: unknown): Settlements => {
    // A rollback that fails too is made good before the next turn begins.
    callSafely(runner.rollBack, log)
    return failTurn(turn, inWords(error), log)
  }

  const endTurn = (settlements: Settlements): void => {
    isScheduled = false
    for (const settle of settlements) callSafely(settle, log)
    if (!queue.isEmpty() || drains.length > 0) schedule()
  }

  // In a turn of its own: by now what the last settling led to would have been queued.
  const endDrain = (): void => {
    isScheduled = false
    for (const done of drains.splice(0)) done()
  }

  return {
    write: <Result>(body: (tx: Tx) => Promise<Result>) =>
      new Promise<Result>((resolve, reject) => {
        if (runner.isInBody()) throw new Error('write() inside a write body: use the tx that the body was given.')
        queue.addBody({ body, settle: (error, value) => (error ? reject(error) : resolve(value as Result)) })
        schedule()
      }),
    hot(lane, write) {
      queue.addHot(lane, write)
      schedule()
    },
    waiting: queue.waiting,
    drain: () =>
      new Promise((resolve) => {
        drains.push(resolve)
        schedule()
      }),
  }
}

function afterLoops(count: number, run: () => void): void {
  if (count === 0) run()
  else setImmediate(afterLoops, count - 1, run)
}

/** What waits for the next turn. */
function createQueue() {
  const lanes: Record<Lane, HotWrite[]> = { route: [], receive: [], tally: [] }
  let bodies: Turn['bodies'] = []
  return {
    addHot: (lane: Lane, write: HotWrite) => lanes[lane].push(write),
    addBody: (write: Turn['bodies'][number]) => bodies.push(write),
    waiting: (lane: Lane) => lanes[lane].length,
    isEmpty: () => lanes.route.length + lanes.receive.length + lanes.tally.length + bodies.length === 0,
    take: (): Turn => {
      const turn = { hot: [...lanes.route, ...lanes.receive, ...lanes.tally], bodies }
      lanes.route = []
      lanes.receive = []
      lanes.tally = []
      bodies = []
      return turn
    },
  }
}

// Nothing of a turn that could not commit may be acknowledged.
function failTurn({ hot, bodies }: Turn, error: Error, log: Log): Settlements {
  log.error('database.turn-failed', { writes: hot.length + bodies.length, error: error.message })
  return [...hot, ...bodies].map((write) => () => write.settle(error, undefined))
}

// One listener that throws must not keep the others from hearing that their write is on disk.
function callSafely(callback: () => void, log: Log): void {
  try {
    callback()
  } catch (error) {
    log.error('database.callback-failed', { error: String(error) })
  }
}
