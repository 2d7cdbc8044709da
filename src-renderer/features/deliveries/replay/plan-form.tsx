import type { ReactElement, ReactNode } from 'react'
import { Input } from '#renderer/parts/field.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'

/** How a replay goes: at most so many a second, as it is typed, and which bytes. */
export type ReplayHow = { pace: string; body: 'as-sent' | 're-rendered' }

const bodies: readonly { value: ReplayHow['body']; label: string }[] = [
  { value: 'as-sent', label: 'Exactly as first sent' },
  { value: 're-rendered', label: 'Rendered anew' },
]

const paceAtMost = 1000

/** The pace that is meant; null where it is none. */
export function paceOf({ pace }: ReplayHow): number | null {
  const perSecond = pace.trim() === '' ? Number.NaN : Number(pace)
  return perSecond > 0 && perSecond <= paceAtMost ? perSecond : null
}

/** What a replay will do, and what can be chosen about it. */
export function PlanForm({
  which,
  how,
  onHow,
}: {
  which: ReactNode
  how: ReplayHow
  onHow: (how: ReplayHow) => void
}): ReactElement {
  const isPaceGood = paceOf(how) !== null
  return (
    <dl className="plan-form">
      <dt>Which</dt>
      <dd>{which}</dd>
      <dt>Order</dt>
      <dd>Oldest first</dd>
      <dt>
        <label htmlFor="replay-pace">Pace</label>
      </dt>
      <dd className="plan-pace">
        <Input
          id="replay-pace"
          value={how.pace}
          inputMode="decimal"
          aria-invalid={!isPaceGood || undefined}
          aria-describedby="replay-pace-hint"
          onChange={(event) => onHow({ ...how, pace: event.target.value })}
        />
        <span id="replay-pace-hint" className={isPaceGood ? 'dim' : 'bad'}>
          {isPaceGood ? 'begin a second, at most' : `must be a number above 0, up to ${formatCount(paceAtMost)}`}
        </span>
      </dd>
      <dt>Body</dt>
      <dd>
        <SegmentedControl label="Body" options={bodies} value={how.body} onChange={(body) => onHow({ ...how, body })} />
      </dd>
      <dt>Signature</dt>
      <dd>New timestamp, current secret; the same webhook-id, so that the receiver can ignore duplicates</dd>
      <dt>If one fails</dt>
      <dd>It is tried again as its webhook says, and the rest goes on</dd>
    </dl>
  )
}
