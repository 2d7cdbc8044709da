import type { AttemptTiming } from '#shared/model/delivery.ts'

/** One step of an attempt on its scale, in milliseconds. */
export type TimingBar = { label: string; startMs: number; ms: number }

/** The steps of an attempt one behind the other; those that it did not come to are left out. */
export function timingBars({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: AttemptTiming): TimingBar[] {
  const setUpMs = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0)
  const waitMs = firstByteMs === null ? null : Math.max(0, firstByteMs - setUpMs)
  const readMs = waitMs === null ? null : Math.max(0, totalMs - setUpMs - waitMs)
  const steps = [
    { label: 'Look up the name', ms: dnsMs },
    { label: 'Connect', ms: connectMs },
    { label: 'TLS', ms: tlsMs },
    { label: 'Wait for the answer', ms: waitMs },
    { label: 'Read the answer', ms: readMs },
  ]
  let startMs = 0
  return steps.flatMap(({ label, ms }) => {
    if (ms === null) return []
    const bar = { label, startMs, ms }
    startMs += ms
    return [bar]
  })
}
