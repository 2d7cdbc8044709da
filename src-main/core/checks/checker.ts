import type { Check, CheckCase, CheckSettings } from '#shared/model/check.ts'
import { CheckCaseName } from '#shared/model/check.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { ConformanceCheckTable } from '#main/core/database/simulation-tables.ts'
import { closeRunningChecks, deleteChecks, insertCheck, recordCheck } from '#main/core/database/stores/check-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Log } from '#main/core/ports.ts'
import type { StepResult } from './check-steps.ts'
import { checkSteps } from './check-steps.ts'
import type { CheckingParts, HandlerUnderCheck } from './handler-under-check.ts'
import { handlerUnderCheck } from './handler-under-check.ts'
import { toCheck } from './to-check.ts'

const keptMs = 30 * 86_400_000

/** Asks handlers of webhooks how they behave, one question after the other. */
export type Checker = {
  /** Throws `cannot-sign` or `bad-input`, then nothing was sent. */
  start: (workspaceId: string, settings: CheckSettings, secret: string) => Promise<Check>
  /** False: it is not running. */
  cancel: (id: string) => Promise<boolean>
  /** Closes what a stop interrupted. Forgets what was over a month ago. */
  closeInterrupted: () => Promise<void>
  stop: () => void
}

export type CheckerParts = CheckingParts & {
  writer: Writer
  log: Log
  makeId: MakeId
  changed: (check: Check) => void
}

type Running = { ending: AbortController; ended: Promise<void> }

export function createChecker(parts: CheckerParts): Checker {
  const { writer, clock, log, makeId, changed } = parts
  const running = new Map<string, Running>()

  return {
    async start(workspaceId, settings, secret) {
      const id = makeId('check')
      const handler = handlerUnderCheck(parts, settings, { id, secret })
      const row: ConformanceCheckTable = {
        id,
        workspaceId,
        state: 'running',
        settings: JSON.stringify(settings),
        cases: JSON.stringify(CheckCaseName.options.map(waiting)),
        createdAt: clock.now(),
        endedAt: null,
      }
      await writer.write((tx) => insertCheck(tx, row))
      const shown = toCheck(row)
      changed(shown)
      const ending = new AbortController()
      const ended = run(parts, row, handler, ending.signal)
        .catch((error: unknown) => log.error('check.not-recorded', { check: id, error: String(error) }))
        .finally(() => running.delete(id))
      running.set(id, { ending, ended })
      return shown
    },
    async cancel(id) {
      const one = running.get(id)
      if (!one) return false
      one.ending.abort('cancelled')
      await one.ended
      return true
    },
    async closeInterrupted() {
      const now = clock.now()
      await writer.write((tx) => closeRunningChecks(tx, now))
      await writer.write((tx) => deleteChecks(tx, now - keptMs))
    },
    // What is running stays so on disk: the next start says that it was interrupted.
    stop() {
      for (const { ending } of running.values()) ending.abort('stopped')
    },
  }
}

const waiting = (name: CheckCaseName): CheckCase => ({
  name,
  state: 'waiting',
  detail: null,
  fix: null,
  statuses: [],
  tookMs: null,
})

async function run(
  { writer, clock, changed }: CheckerParts,
  row: ConformanceCheckTable,
  handler: HandlerUnderCheck,
  signal: AbortSignal,
): Promise<void> {
  const cases = CheckCaseName.options.map(waiting)
  const record = async (): Promise<void> => {
    if (signal.reason === 'stopped') return
    row.cases = JSON.stringify(cases)
    const now = { ...row }
    await writer.write((tx) => recordCheck(tx, now))
    changed(toCheck(row))
  }
  let rest: StepResult | null = null
  for (const [index, name] of CheckCaseName.options.entries()) {
    if (signal.aborted) break
    cases[index] = { ...waiting(name), state: 'running' }
    await record()
    const startTick = clock.tick()
    const result: CaseResult = rest ?? (await ask(name, handler, signal))
    cases[index] = signal.aborted ? cancelled(name) : toCase(name, result, clock.tick() - startTick)
    rest ??= restAfter(name, result)
  }
  row.state = cases.some(({ state }) => state === 'broken') ? 'failed' : signal.aborted ? 'cancelled' : 'done'
  row.endedAt = clock.now()
  await record()
}

const cancelled = (name: CheckCaseName): CheckCase => ({
  ...waiting(name),
  state: 'skipped',
  detail: 'It was cancelled.',
})

type CaseResult = StepResult | { kind: 'broken'; detail: string }

/** Asks one question. What this sender cannot sign cannot be asked; whatever else goes wrong is Creel’s own fault. */
async function ask(name: CheckCaseName, handler: HandlerUnderCheck, signal: AbortSignal): Promise<CaseResult> {
  try {
    return await checkSteps[name](handler, signal)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    if (error instanceof AppError && error.code === 'cannot-sign') return { kind: 'skipped', detail: words }
    return { kind: 'broken', detail: `Creel could not ask this: ${words}` }
  }
}

/** What all further questions come to without being asked; null: they are asked. */
function restAfter(name: CheckCaseName, result: CaseResult): StepResult | null {
  if (result.kind === 'broken') return { kind: 'skipped', detail: 'Not asked: the check broke off.' }
  const isSilent = name === 'good-signature' && result.kind === 'failed' && result.answers[0]?.status === null
  return isSilent ? { kind: 'skipped', detail: 'Not asked: no answer came to the first event.' } : null
}

function toCase(name: CheckCaseName, result: CaseResult, tookMs: number): CheckCase {
  const { kind: state, detail } = result
  const fix = result.kind === 'failed' ? result.fix : null
  const answers = 'answers' in result ? result.answers : null
  return { name, state, detail, fix, statuses: answers?.map(({ status }) => status) ?? [], tookMs: answers && tookMs }
}
