import { asSentence } from '#shared/contract/issue-words.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { endAction, listOpenRuns } from '#main/core/database/stores/run-store.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { RunTable } from '#main/core/database/trigger-tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { AskableEvent } from '#main/core/events/find-event-facts.ts'
import { findEventFacts } from '#main/core/events/find-event-facts.ts'
import type { Log, RunProgram, ToolClient } from '#main/core/ports.ts'
import type { PrepareCall } from '#main/core/tools/prepare-call.ts'
import type { PlannedRun } from '#main/core/triggers/plan-runs.ts'
import type { RunChain } from '#main/core/triggers/run-chain.ts'
import type { AdvanceParts, Advanced, RunUnderWay } from './advance-run.ts'
import { ActionBroke, advanceRun } from './advance-run.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { failedOutcome } from './effects.ts'
import { callTool, runCommand } from './outside-effects.ts'
import { performAction } from './perform-action.ts'
import { recordingEffects } from './recording-effects.ts'
import { createSlots } from './slots.ts'
import { createTellRuns } from './tell-runs.ts'

/** So many runs share a turn of the writer: more would keep the receiver waiting. */
const runsAtOnce = 16
const commandsAtOnce = 4
/** So many wait with their event at hand; of the others it is read again. */
const atHandAtMost = 500
const readAtOnce = 200
/** What the disk does not take is offered to it again so long after. */
const againMs = 1_000

export type RunnerParts = AdvanceParts & {
  db: Reader
  writer: Writer
  log: Log
  runProgram: RunProgram
  tools: ToolClient
  prepareCall: PrepareCall
}

/** Carries out runs that are on disk, each to its end, whatever crashes in between. */
export type Runner = {
  take: (planned: readonly PlannedRun[]) => void
  /** Goes on with what a stop or a crash has left. */
  resume: () => Promise<void>
  stop: () => void
}

type Waiting = { run: RunTable; askable: (() => AskableEvent) | null }

export function createRunner(parts: RunnerParts): Runner {
  const { db, log, clock, feed } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const slots = createSlots(runsAtOnce)
  const commands = createSlots(commandsAtOnce)
  const known = new Set<string>()
  const tell = createTellRuns({ clock, feed })

  const perform = async ({ run, askable }: Waiting): Promise<void> => {
    const chain = JSON.parse(run.chain) as RunChain
    const found = askable?.() ?? (await findEventFacts(db, run.workspaceId, run.eventId))
    const underWay = { run, chain, found }
    for (;;) {
      const step = await slots.use(() => advance(parts, underWay, signal))
      if (step === null) return
      for (const callback of step.after) callback()
      tell(run.id)
      if (step.kind === 'ended') return
      const outcome = await commands.use(() => performOutside(parts, underWay, { ...step, signal }))
      // What was cut short by a stop may not be taken for done: it is run again.
      if (signal.aborted) return
      await keepTrying(parts, signal, () => parts.writer.write((tx) => settle(tx, step.actionId, outcome, clock.now())))
    }
  }

  const add = (waiting: Waiting): void => {
    const { id } = waiting.run
    if (known.has(id) || signal.aborted) return
    known.add(id)
    perform(known.size > atHandAtMost ? { ...waiting, askable: null } : waiting)
      .catch((error: unknown) => log.error('run.broke', { run: id, error: String(error) }))
      .finally(() => known.delete(id))
  }

  return {
    take(planned) {
      for (const { run, askable, isFirstRefused, trigger } of planned) {
        if (run.state !== 'stopped') add({ run, askable })
        else tell(run.id)
        if (isFirstRefused) feed.publish({ kind: 'notice.shown', data: limitNotice(run, trigger.settings) })
      }
    },
    async resume() {
      let afterId = ''
      for (;;) {
        const open = await listOpenRuns(db, afterId, readAtOnce)
        for (const run of open) add({ run, askable: null })
        if (open.length < readAtOnce) return
        afterId = open.at(-1)?.id ?? afterId
      }
    },
    stop: () => stopping.abort(),
  }
}

const limitNotice = ({ id, triggerId }: RunTable, { name, runsPerHour }: { name: string; runsPerHour: number }) => ({
  title: `“${name}” has reached its limit`,
  text: `It has run ${runsPerHour} times within the hour. What comes beyond is recorded and not run.`,
  triggerId,
  runId: id,
})

/** One step of a run; null: Creel stops. An action that broke its transaction is recorded as failed, and the next goes on. */
async function advance(parts: RunnerParts, underWay: RunUnderWay, signal: AbortSignal): Promise<Advanced | null> {
  return keepTrying(parts, signal, async () => {
    for (;;) {
      try {
        return await parts.writer.write((tx) => advanceRun(tx, parts, underWay))
      } catch (error) {
        if (!(error instanceof ActionBroke)) throw error
        const outcome = failedOutcome(wordsOf(error))
        await parts.writer.write((tx) => settle(tx, error.actionId, outcome, parts.clock.now()))
      }
    }
  })
}

/** What was refused says so itself; all else broke. */
const wordsOf = ({ cause, message }: ActionBroke): string =>
  cause instanceof AppError ? asSentence(message) : `It broke: ${asSentence(message)}`

/** Does what the disk may refuse until it is done; null: Creel stops. */
async function keepTrying<Result>(
  { clock, log }: RunnerParts,
  signal: AbortSignal,
  step: () => Promise<Result>,
): Promise<Result | null> {
  while (!signal.aborted) {
    try {
      return await step()
    } catch (error) {
      log.error('run.not-recorded', { error: String(error) })
    }
    await new Promise<void>((resolve) => clock.after(againMs, resolve))
  }
  return null
}

const settle = async (tx: Tx, id: string, { state, result }: ActionOutcome, now: number): Promise<void> => {
  await endAction(tx, { id, state, result, now })
}

type Outside = Extract<Advanced, { kind: 'outside' }> & { signal: AbortSignal }

async function performOutside(
  { runProgram, tools, prepareCall, webhooks, sending }: RunnerParts,
  { found }: RunUnderWay,
  { action, allowsCommands, signal }: Outside,
): Promise<ActionOutcome> {
  if (found === null) return { state: 'failed', result: { words: 'The event is gone.' } }
  const { event } = found
  const effects: Effects = {
    ...recordingEffects({
      event,
      webhookOf: webhooks.byId,
      templateOf: webhooks.templateOf,
      render: sending.render,
      taskOf: async () => null,
      prepareCall,
    }),
    command: (command) => runCommand({ runProgram, signal }, command),
    callTool: (call) => callTool({ tools, prepareCall, event, signal }, call),
  }
  return performAction(action, { ...found, allowsCommands }, effects)
}
