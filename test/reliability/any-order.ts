import fc from 'fast-check'
import { eachDeliveryEndsOnce } from '#test/support/delivery-property.ts'
import { openWorld } from '#test/support/delivery-run.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'

/** Bad: what a webhook was owed when it was paused is gone. */
const losesWhatIsHeld = `
  create trigger losesWhatIsHeld after update of state on delivery when new.state = 'held'
  begin delete from attempt where deliveryId = new.id; delete from delivery where id = new.id; end`

/** Runs of up to 50 commands, answers and restarts in any order, on the virtual clock. `n` is what was published. */
export async function anyOrder({
  runs,
  seed,
  twin = 'none',
}: {
  runs: number
  seed: number
  twin?: 'none' | 'loses-what-is-held'
}): Promise<Report> {
  await using world = await openWorld(twin === 'none' ? undefined : losesWhatIsHeld)
  // What fails is not made smaller for the twin: it is enough that it fails.
  const details = await fc.check(eachDeliveryEndsOnce(world), { numRuns: runs, seed, endOnFailure: twin !== 'none' })
  const { failed, numRuns, numShrinks, counterexample, errorInstance } = details
  const broken = failed ? { counterexample: JSON.stringify(counterexample), error: String(errorInstance) } : {}
  return toReport(`any-order${twin === 'none' ? '' : ` (${twin})`}`, seed, {
    findings: { ...noFindings(), invariantsBroken: failed ? 1 : 0 },
    acknowledged: world.published(),
    more: { runs: numRuns, attempts: world.arrivals.length, shrinks: numShrinks, ...broken },
  })
}
