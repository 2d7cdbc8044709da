import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import type { ReplaySubject } from '#renderer/data/queries/delivery-replays.ts'
import { useReplayMany, useReplayableCount } from '#renderer/data/queries/delivery-replays.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import type { ReplayHow } from './plan-form.tsx'
import { PlanForm, paceOf } from './plan-form.tsx'
import { ReplayProgress } from './replay-progress.tsx'
import { TargetCheck } from './target-check.tsx'
import { WhatIsSent } from './what-is-sent.tsx'
import './replay-plan.css'

/** What is to be replayed: chosen rows, oldest first, or all that a filter finds (`rows` are then some of them). */
export type PlannedReplay = { rows: readonly DeliveryRow[]; q: string | null }

const subjectOf = ({ rows, q }: PlannedReplay): ReplaySubject =>
  q === null ? { ids: rows.map(({ id }) => id), state: rows[0]?.state ?? 'dead_letter' } : { q }

/** How dead letters are sent again: counted first, then at a pace, and followed until the last one. */
export function ReplayPlan({ plan, onClose }: { plan: PlannedReplay; onClose: () => void }): ReactElement {
  const subject = subjectOf(plan)
  const replayable = useReplayableCount(subject)
  const replay = useReplayMany()
  const [how, setHow] = useState<ReplayHow>({ pace: '2', body: 'as-sent' })
  const pace = paceOf(how)
  const count = replayable.data ?? 0
  const canStart = count > 0 && pace !== null && !replay.isPending && !replay.data
  const start = (): void => {
    if (canStart) replay.mutate({ ...subject, body: how.body, pace })
  }
  useCommands([
    {
      id: 'replay-start',
      title: 'Replay',
      group: 'This delivery',
      keys: '$mod+Enter',
      isEnabled: canStart,
      run: start,
    },
    {
      id: 'replay-close',
      title: 'Close the plan',
      group: 'This delivery',
      keys: 'Escape',
      keysOnly: true,
      run: onClose,
    },
  ])
  return (
    <section className="detail col" aria-label="Replay plan">
      <header className="dh">
        <h1 className="grow ell">{titleOf(plan, replayable.data)}</h1>
        <Button look="primary" disabled={!canStart} onClick={start}>
          Replay {formatCount(count)} <Keys binding="$mod+Enter" />
        </Button>
        <IconButton label="Close the plan" onClick={onClose}>
          <X className="i" aria-hidden="true" />
        </IconButton>
      </header>
      {replayable.error && <ErrorBox title="They could not be counted" error={replayable.error} />}
      {replay.error && <ErrorBox title="Nothing was replayed" error={replay.error} />}
      {replay.data ? <ReplayProgress begun={replay.data} /> : <TargetCheck rows={plan.rows} />}
      <PlanForm which={whichWords(plan, replayable.data)} how={how} onHow={setHow} />
      <WhatIsSent rows={plan.rows} isAsSent={how.body === 'as-sent'} />
    </section>
  )
}

function titleOf({ rows, q }: PlannedReplay, count: number | undefined): string {
  const total = q === null ? rows.length : count
  if (total === undefined) return 'Replay dead letters'
  const areDead = q !== null || rows.every(({ state }) => state === 'dead_letter')
  const noun = areDead ? 'dead letter' : 'delivery'
  const nouns = areDead ? 'dead letters' : 'deliveries'
  return `Replay ${formatCount(total)} ${total === 1 ? noun : nouns}`
}

function whichWords({ rows, q }: PlannedReplay, count: number | undefined): string {
  if (count === undefined) return 'Counting'
  if (q !== null) return `${formatCount(count)} that the filter finds`
  const left = rows.length - count
  return left <= 0
    ? `${formatCount(count)} selected`
    : `${formatCount(count)}; ${formatCount(left)} left out, because replayed already`
}
