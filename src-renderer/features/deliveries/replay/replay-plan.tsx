import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { useDeliveryCount } from '#renderer/data/queries/delivery-list.ts'
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
export function ReplayPlan({
  plan,
  onStart,
  onClose,
}: {
  plan: PlannedReplay
  /** Told just before it begins. */
  onStart: () => void
  onClose: () => void
}): ReactElement {
  const subject = subjectOf(plan)
  const replayable = useReplayableCount(subject)
  const replay = useReplayMany()
  const [how, setHow] = useState<ReplayHow>({ pace: '2', body: 'as-sent' })
  const pace = paceOf(how)
  // What was begun is counted no more: it has been replayed.
  const count = replay.data?.count ?? replayable.data
  const canStart = (count ?? 0) > 0 && pace !== null && !replay.isPending && !replay.data
  const start = (): void => {
    if (!canStart) return
    onStart()
    replay.mutate({ ...subject, body: how.body, pace })
  }
  usePlanKeys({ canStart, start, onClose })
  return (
    <section className="detail col" aria-label="Replay plan">
      <header className="dh">
        <h1 className="grow ell">{titleOf(plan, count, replay.data !== undefined)}</h1>
        {!replay.data && (
          <Button look="primary" disabled={!canStart} onClick={start}>
            Replay {count !== undefined && formatCount(count)} <Keys binding="$mod+Enter" />
          </Button>
        )}
        <IconButton label="Close the plan" onClick={onClose}>
          <X className="i" aria-hidden="true" />
        </IconButton>
      </header>
      {replayable.error && <ErrorBox title="They could not be counted" error={replayable.error} />}
      {replay.error && <ErrorBox title="Nothing was replayed" error={replay.error} />}
      {replay.data ? (
        <ReplayProgress begun={replay.data} />
      ) : (
        <>
          <TargetCheck rows={plan.rows} />
          <PlanForm which={<Which plan={plan} count={count} />} how={how} onHow={setHow} />
        </>
      )}
      <WhatIsSent rows={plan.rows} isAsSent={how.body === 'as-sent'} />
    </section>
  )
}

type PlanKeys = { canStart: boolean; start: () => void; onClose: () => void }

function usePlanKeys({ canStart, start, onClose }: PlanKeys): void {
  const group = 'This delivery'
  useCommands([
    { id: 'replay-start', title: 'Replay', group, keys: '$mod+Enter', isEnabled: canStart, run: start },
    { id: 'replay-close', title: 'Close the plan', group, keys: 'Escape', keysOnly: true, run: onClose },
  ])
}

function titleOf({ rows, q }: PlannedReplay, count: number | undefined, isBegun: boolean): string {
  const areDead = q !== null || rows.every(({ state }) => state === 'dead_letter')
  const nouns = areDead ? 'dead letters' : 'deliveries'
  if (count === undefined) return `Replay ${nouns}`
  const noun = areDead ? 'dead letter' : 'delivery'
  return `${isBegun ? 'Replaying' : 'Replay'} ${formatCount(count)} ${count === 1 ? noun : nouns}`
}

/** How many are sent of those that were chosen, and why the others are not. */
function Which({ plan: { rows, q }, count }: { plan: PlannedReplay; count: number | undefined }): string {
  const found = useDeliveryCount(q ?? '').data
  const total = q === null ? rows.length : found?.isEstimate ? undefined : found?.count
  if (count === undefined) return 'Counting'
  const chosen = q === null ? 'selected' : 'that the filter finds'
  if (total === undefined || total <= count) return `${formatCount(count)} ${chosen}`
  const why = 'the others were replayed already, were tests, or have no webhook to go to'
  return `${formatCount(count)} of ${formatCount(total)} ${chosen}: ${why}`
}
