import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { useDelivery } from '#renderer/data/queries/deliveries.ts'
import { go } from '#renderer/data/routes.ts'
import { useIsOnePane } from '#renderer/data/window-width.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { PaneBack } from '#renderer/parts/pane-bar.tsx'
import { SplitPane } from '#renderer/parts/split-pane.tsx'
import { CancelDialog } from './actions/cancel-dialog.tsx'
import { useDeliveryActions } from './actions/use-delivery-actions.ts'
import { attemptTabOf } from './detail/attempt-tabs.ts'
import { DeliveryDetail } from './detail/delivery-detail.tsx'
import { DeliveryFilter } from './list/delivery-filter.tsx'
import type { DeliveryIntents } from './list/delivery-intents.ts'
import { offeredFor } from './list/delivery-intents.ts'
import { DeliveryList } from './list/delivery-list.tsx'
import { rowMenuEntries } from './list/row-menu.tsx'
import { clearSelection, deliverySelection } from './list/selection.ts'
import type { PlannedReplay } from './replay/replay-plan.tsx'
import { ReplayPlan } from './replay/replay-plan.tsx'
import { usePlannedReplay } from './replay/use-planned-replay.ts'
import { ReplayAllBar } from './list/replay-all-bar.tsx'
import { StateTabs } from './list/state-tabs.tsx'

type ScreenProps = { id: string | null; tab: string | null; q: string }

/** What was sent on, how it fares, and why. */
export function DeliveriesScreen({ id, tab, q }: ScreenProps): ReactElement {
  const [toCancel, setToCancel] = useState<readonly DeliveryRow[]>([])
  const isOnePane = useIsOnePane()
  const { selected } = deliverySelection.useSelection()
  const { plan, ask, keep, drop } = usePlannedReplay({ q, openId: id, selected, hasRoom: !isOnePane })
  const { retry } = useDeliveryActions()
  const intents: Omit<DeliveryIntents, 'targets'> = {
    onCancel: setToCancel,
    onRetry: (rows) => void retry(rows),
    onReplay: (rows) => ask(rows, null),
  }
  const closePlan = (): void => {
    drop()
    clearSelection()
  }
  const setQuery = (next: string): void => go({ screen: 'deliveries', id, tab, q: next }, { replace: true })
  const list = (
    <section className="col grow dv-pane" aria-label="Deliveries">
      <h1 className="sr">Deliveries</h1>
      <StateTabs q={q} onQuery={setQuery} />
      <DeliveryFilter q={q} onQuery={setQuery} />
      <ReplayAllBar q={q} onReplay={(rows) => ask(rows, q)} />
      <DeliveryList q={q} openId={id} tab={tab} onQuery={setQuery} {...intents} />
    </section>
  )
  const detail = plan ? (
    <ReplayPlan key={planKey(plan)} plan={plan} onStart={keep} onClose={closePlan} />
  ) : id === null ? (
    <EmptyState>Choose a delivery to see every attempt and what comes next.</EmptyState>
  ) : (
    <OpenDelivery id={id} tab={tab} q={q} onQuery={setQuery} {...intents} />
  )
  return (
    <>
      {!isOnePane && <SplitPane id="deliveries" left={list} right={detail} leftSize="51%" leftMin="420px" />}
      {isOnePane && (id === null && !plan ? list : <OnePane q={q}>{detail}</OnePane>)}
      <CancelDialog rows={toCancel} onClose={() => setToCancel([])} />
    </>
  )
}

// Another plan is counted, checked and begun anew.
const planKey = ({ rows, q }: PlannedReplay): string => q ?? rows.map(({ id }) => id).join()

/** Where there is no room for both, list and detail take turns. */
const OnePane = ({ q, children }: { q: string; children: ReactElement }): ReactElement => (
  <div className="col">
    <PaneBack>
      <Button small look="ghost" onClick={() => go({ screen: 'deliveries', id: null, tab: null, q })}>
        <ArrowLeft className="i s" aria-hidden="true" />
        All deliveries
      </Button>
    </PaneBack>
    {children}
  </div>
)

function OpenDelivery({
  id,
  tab,
  q,
  ...intents
}: { id: string; tab: string | null; q: string; onQuery: (q: string) => void } & Omit<
  DeliveryIntents,
  'targets'
>): ReactElement {
  const backOut = (): void => {
    if (!clearSelection()) go({ screen: 'deliveries', id: null, tab: null, q })
  }
  useCommands([
    { id: 'back-out', title: 'Back out', group: 'This delivery', keys: 'Escape', keysOnly: true, run: backOut },
  ])
  const { data: delivery } = useDelivery(id)
  const offers = delivery ? offeredFor({ ...intents, targets: [delivery] }) : []
  return (
    <DeliveryDetail
      id={id}
      tab={attemptTabOf(tab)}
      onTab={(next) => go({ screen: 'deliveries', id, tab: next, q }, { replace: true })}
      actions={offers.filter(({ count }) => count > 0)}
      menu={delivery ? rowMenuEntries(delivery, { ...intents, q }) : []}
    />
  )
}
