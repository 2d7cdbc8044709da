import type { SendReason, Simulation } from '#shared/model/simulation.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { delayAfter } from '#shared/rules/retry-policy.ts'
import { spellSeconds } from '#shared/rules/spell-seconds.ts'
import type { SimulationSendTable, SimulationTable } from '#main/core/database/simulation-tables.ts'
import {
  closeRunningSimulations,
  deleteSimulations,
  insertSimulation,
  recordSimulation,
} from '#main/core/database/stores/simulation-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import { createSchedule } from './send-schedule.ts'
import { toSimulation } from './to-simulation.ts'

const keptMs = 30 * 86_400_000

/** What became of one request. */
export type SendOutcome = Pick<
  SimulationSendTable,
  'status' | 'error' | 'answer' | 'tookMs' | 'outcome' | 'requestId' | 'eventId'
> & {
  isExpected: boolean
  /** It got its 2xx: it is not sent again. */
  isTaken: boolean
}

/** What is to be sent. */
export type SimulationPlan = {
  simulation: SimulationTable
  /** Which event goes when, by its place among those that happened, from 0. */
  order: readonly number[]
  /** How often each is sent; a copy only when what it is a copy of has been answered. */
  copies: number
  perSecond: number
  retries: RetryPolicy | null
  timeLapse: number
  /** Sends one event; `number` names the request. */
  deliver: (event: number, number: number, signal: AbortSignal) => Promise<SendOutcome>
}

/** Sends what is simulated and keeps what came of it. */
export type Simulator = {
  start: (plan: SimulationPlan) => Promise<Simulation>
  /** Sends no more of it; false: it is not running. */
  cancel: (id: string) => Promise<boolean>
  /** Closes what a stop interrupted: nobody asked that it goes on by itself. Forgets what was over a month ago. */
  closeInterrupted: () => Promise<void>
  stop: () => void
}

export type SimulatorParts = { writer: Writer; clock: Clock; log: Log; changed: (simulation: Simulation) => void }

type Running = { ending: AbortController; stopping: AbortController; ended: Promise<void> }

export function createSimulator(parts: SimulatorParts): Simulator {
  const { writer, clock, log, changed } = parts
  const running = new Map<string, Running>()

  return {
    async start(plan) {
      const { simulation } = plan
      await writer.write((tx) => insertSimulation(tx, simulation))
      const shown = toSimulation({ ...simulation, last: null })
      changed(shown)
      const [ending, stopping] = [new AbortController(), new AbortController()]
      const run = createRun(parts, plan, { ending: ending.signal, stopping: stopping.signal })
      const ended = run()
        .catch((error: unknown) =>
          log.error('simulation.not-recorded', { simulation: simulation.id, error: String(error) }),
        )
        .finally(() => running.delete(simulation.id))
      running.set(simulation.id, { ending, stopping, ended })
      return shown
    },
    async cancel(id) {
      const one = running.get(id)
      if (!one) return false
      one.ending.abort()
      await one.ended
      return true
    },
    async closeInterrupted() {
      const now = clock.now()
      await writer.write((tx) => closeRunningSimulations(tx, now))
      await writer.write((tx) => deleteSimulations(tx, now - keptMs))
    },
    // What is running stays so on disk: the next start says that it was interrupted.
    stop() {
      for (const { ending, stopping } of running.values()) {
        stopping.abort()
        ending.abort()
      }
    },
  }
}

type Due = { event: number; reason: SendReason; attempt: number; copiesLeft: number }

/** `ending` lets nothing more begin, `stopping` also cuts what is under way and records nothing more. */
function createRun(
  { writer, clock, changed }: SimulatorParts,
  plan: SimulationPlan,
  { ending, stopping }: { ending: AbortSignal; stopping: AbortSignal },
): () => Promise<void> {
  const { simulation: row, deliver } = plan
  const schedule = createSchedule<Due>(clock, { perSecond: plan.perSecond, signal: ending })
  for (const event of plan.order)
    schedule.add({ event, reason: 'event', attempt: 1, copiesLeft: plan.copies - 1 }, clock.now())
  let started = 0

  const record = async (send: SimulationSendTable | null): Promise<void> => {
    const { id, state, sent, unexpected, problem, endedAt } = row
    await writer.write((tx) => recordSimulation(tx, id, { state, sent, unexpected, problem, endedAt }, send))
    changed(toSimulation({ ...row, last: send }))
  }

  const retryAt = ({ attempt, reason }: Due, isTaken: boolean): number | null => {
    if (isTaken || plan.retries === null || reason === 'copy') return null
    const delaySeconds = delayAfter(plan.retries, attempt)
    return delaySeconds === null ? null : (delaySeconds * 1000) / plan.timeLapse
  }

  const sendOne = async (due: Due): Promise<void> => {
    started += 1
    const [number, sentAt] = [started, clock.now()]
    const { isTaken, ...outcome } = await deliver(due.event, number, stopping)
    if (stopping.aborted) return
    const delayMs = retryAt(due, isTaken)
    const isAgain = delayMs !== null && !ending.aborted
    if (isAgain) {
      outcome.isExpected = true
      // There is another try: nothing is unexpected yet.
      outcome.outcome = `${outcome.outcome.replace(/, not expected$/, '')}; sent again in ${spellSeconds(Math.ceil(delayMs / 1000))}`
      schedule.add({ ...due, reason: 'retry', attempt: due.attempt + 1, copiesLeft: 0 }, clock.now() + delayMs)
    }
    if (due.copiesLeft > 0) schedule.add({ ...due, reason: 'copy', copiesLeft: due.copiesLeft - 1 }, clock.now())
    row.sent += 1
    if (!outcome.isExpected) row.unexpected += 1
    const { id: simulationId, workspaceId } = row
    const { event, reason } = due
    const isExpected = outcome.isExpected ? 1 : 0
    await record({ ...outcome, isExpected, simulationId, workspaceId, number, event: event + 1, reason, sentAt })
  }

  const end = async (state: Simulation['state'], problem: string | null): Promise<void> => {
    if (stopping.aborted) return
    Object.assign(row, { state, problem, endedAt: clock.now() })
    await record(null)
  }

  return async () => {
    try {
      await schedule.run(sendOne)
      await end(ending.aborted ? 'cancelled' : 'done', null)
    } catch (error) {
      await end('done', error instanceof Error ? error.message : String(error))
    }
  }
}
