import type { Runner, RunnerParts } from '#main/core/actions/runner.ts'
import { createRunner } from '#main/core/actions/runner.ts'
import type { EventWrites } from '#main/core/database/stores/event-writes.ts'
import type { RunWrites } from '#main/core/database/stores/run-writes.ts'
import type { Sending } from '#main/core/deliveries/create-sending.ts'
import { createCheckData } from '#main/core/events/check-event.ts'
import type { PlanEvent, Publisher } from '#main/core/events/publish-event.ts'
import { createPublisher } from '#main/core/events/publish-event.ts'
import type { Tasks } from '#main/core/tasks/tasks.ts'
import { createTasks } from '#main/core/tasks/tasks.ts'
import type { PrepareCallParts } from '#main/core/tools/prepare-call.ts'
import { createPrepareCall } from '#main/core/tools/prepare-call.ts'
import type { Triggers } from './create-triggers.ts'
import { createTriggers } from './create-triggers.ts'

export type AutomationParts = Omit<RunnerParts, 'plan' | 'check' | 'tasks' | 'sending' | 'prepareCall'> &
  PrepareCallParts & {
    writes: EventWrites
    runs: RunWrites
    sending: Sending
  }

/** What publishes events and changes tasks, and what triggers do about it. */
export type Automation = Pick<Triggers, 'planRequest'> & {
  publisher: Publisher
  tasks: Tasks
  /** Goes on with the runs that a stop or a crash has left. */
  resume: () => Promise<void>
  stop: () => void
}

export function createAutomation(parts: AutomationParts): Automation {
  const run: Runner['take'] = (planned) => runner.take(planned)
  const triggers = createTriggers({ ...parts, registry: parts.triggers, writes: parts.runs, run })
  const plan = planAll(parts.sending, triggers)
  const publisher = createPublisher({ ...parts, plan })
  const tasks = createTasks({ ...parts, plan })
  const prepareCall = createPrepareCall(parts)
  const runner = createRunner({ ...parts, plan, tasks, prepareCall, check: createCheckData() })

  return {
    publisher,
    tasks,
    planRequest: triggers.planRequest,
    async resume() {
      await triggers.load()
      await runner.resume()
    },
    stop: runner.stop,
  }
}

/** What a published event makes owed: to webhooks, and by triggers. */
const planAll =
  (sending: Sending, triggers: Triggers): PlanEvent =>
  (event) => {
    const plans = [sending.plan(event), triggers.planEvent(event)]
    return {
      store: () => plans.forEach(({ store }) => store()),
      handOver: () => plans.forEach(({ handOver }) => handOver()),
    }
  }
