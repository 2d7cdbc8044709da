import { plannedDelays } from '#shared/rules/retry-policy.ts'
import { toTheSecond } from '#test/support/exact-retries.ts'
import type { Arrival } from '#test/support/virtual-sending.ts'
import { virtualSending } from '#test/support/virtual-sending.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'

const hourMs = 3_600_000
const url = 'https://hooks.example.com/in'
const breaker = { isOn: false, windowSeconds: 300, leastAttempts: 10, failedShare: 0.7, restSeconds: 30 } as const
/** They come in so many groups, an hour apart, so that the outage ends for some early and for some late. */
const groups = 10
/** Beyond the outage the longest schedule has ended by then. */
const afterwardsHours = 100

/** Bad: the third retry is made a second late. */
const aSecondLate = `
  create trigger aSecondLate after update of dueAt on delivery when new.state = 'retrying' and new.attemptCount = 3
  begin update delivery set dueAt = new.dueAt + 1000 where id = new.id and dueAt = new.dueAt; end`

type OutageWishes = {
  hours: readonly number[]
  deliveries: number
  seed: number
  twin?: 'none' | 'a-second-late'
}

/**
 * A sink that is down for so many hours of the virtual clock, once for each number of `hours`: each delivery is tried to
 * the millisecond as its schedule says, and ends delivered or dead-lettered.
 */
export async function outage({ hours, deliveries, seed, twin = 'none' }: OutageWishes): Promise<Report> {
  const findings = { ...noFindings(), late: 0, undecided: 0 }
  const outages: Record<string, Outcome> = {}
  for (const count of hours) {
    const outcome = await outageOf(count, deliveries, twin === 'none' ? undefined : aSecondLate)
    findings.lost += deliveries - outcome.arrived
    findings.duplicated += outcome.afterSuccess
    findings.late += outcome.late
    findings.undecided += deliveries - outcome.delivered - outcome.dead
    outages[`${count} h`] = outcome
  }
  return toReport(`outage${twin === 'none' ? '' : ` (${twin})`}`, seed, {
    findings,
    acknowledged: deliveries * hours.length,
    more: outages,
  })
}

type Outcome = {
  attempts: number
  arrived: number
  delivered: number
  dead: number
  late: number
  /** Deliveries that were sent again after their 2xx. */
  afterSuccess: number
}

async function outageOf(hours: number, deliveries: number, sql?: string): Promise<Outcome> {
  const retry = toTheSecond('standard')
  const began = Date.parse('2026-03-02T08:30:00.000Z')
  const endsAt = began + hours * hourMs
  await using world = await virtualSending(({ at }) => ({ status: at < endsAt ? 503 : 200 }), sql ? { sql } : {})
  await world.hasWebhook({ url, retry, breaker, concurrency: 100 })
  for (let number = 0; number < deliveries; number += 1) {
    if (number > 0 && number % Math.ceil(deliveries / groups) === 0) await world.run(hourMs)
    await world.publish({ number })
  }
  await world.run((hours + afterwardsHours) * hourMs)
  const plannedMs = [0, ...plannedDelays(retry)].map((seconds) => seconds * 1000)
  const all = [...Map.groupBy(world.arrivals, ({ eventId }) => eventId).values()]
  const { delivered = 0, dead_letter: dead = 0 } = world.states()
  return {
    attempts: world.arrivals.length,
    arrived: all.length,
    delivered,
    dead,
    late: all.filter((arrivals) => !isOnTime(arrivals, plannedMs)).length,
    afterSuccess: all.filter((arrivals) => arrivals.slice(0, -1).some(({ at }) => at >= endsAt)).length,
  }
}

const isOnTime = (arrivals: readonly Arrival[], plannedMs: readonly number[]): boolean =>
  arrivals.every(({ at }, index) => index === 0 || at - (arrivals[index - 1]?.at ?? 0) === plannedMs[index])
