import { virtualSending } from '#test/support/virtual-sending.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { percentile, toReport } from './report.ts'

/** What each webhook may have under way at once. */
const concurrency = 2

type BlackHoleWishes = { webhooks: number; events: number; seed: number; twin?: 'none' | 'shares-slots' }

/**
 * Publishes to many webhooks, one of which accepts and never answers. The others get all of it at once; `n` is what
 * arrived there, `p99` how late, in milliseconds of the virtual clock.
 */
export async function blackHole({ webhooks, events, seed, twin = 'none' }: BlackHoleWishes): Promise<Report> {
  const isHole = ({ url }: { url: string }): boolean => url.endsWith('/0')
  const behave = (arrival: { url: string }) => (isHole(arrival) ? 'never' : ({ status: 200 } as const))
  await using world = await virtualSending(behave, twin === 'none' ? {} : { slots: concurrency })
  for (let number = 0; number < webhooks; number += 1) {
    await world.hasWebhook({ url: `https://hooks.example.com/${number}`, concurrency })
  }
  for (let number = 0; number < events; number += 1) await world.publish()
  await world.settle()
  const hung = world.arrivals.filter(isHole).length
  await world.run(60_000)
  const delaysMs = world.arrivals.filter((arrival) => !isHole(arrival)).map(({ at }) => at - world.startMs)
  return toReport(`black-hole${twin === 'none' ? '' : ` (${twin})`}`, seed, {
    findings: {
      ...noFindings(),
      lost: (webhooks - 1) * events - delaysMs.length,
      delayed: delaysMs.filter((delay) => delay > 0).length,
      beyondConcurrency: Math.max(0, hung - concurrency),
    },
    acknowledged: delaysMs.length,
    latenciesMs: delaysMs,
    more: { webhooks, events, hung, latestMs: percentile(delaysMs, 1) },
  })
}
