import type { AppParts, Base } from './app-base.ts'
import type { Checker } from './checks/checker.ts'
import { createChecker } from './checks/checker.ts'
import type { Simulator } from './simulator/simulator.ts'
import { createSimulator } from './simulator/simulator.ts'

/** What plays the part of senders. */
export type Playing = {
  simulator: Simulator
  checker: Checker
  /** Closes what a stop interrupted. */
  closeInterrupted: () => Promise<void>
  stop: () => void
}

/** Wires what plays the part of senders. */
export function createPlaying({ writer, ports }: AppParts, { feed, makeId }: Base): Playing {
  const simulator = createSimulator({
    ...ports,
    writer,
    changed: (simulation) => feed.publish({ kind: 'simulation.changed', data: simulation }),
  })
  const checker = createChecker({
    ...ports,
    writer,
    makeId,
    changed: (check) => feed.publish({ kind: 'check.changed', data: check }),
  })
  return {
    simulator,
    checker,
    async closeInterrupted() {
      await Promise.all([simulator.closeInterrupted(), checker.closeInterrupted()])
    },
    stop() {
      simulator.stop()
      checker.stop()
    },
  }
}
