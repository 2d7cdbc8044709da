import type { ReactElement } from 'react'
import { useState } from 'react'
import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import { useDelivery } from '#renderer/data/queries/deliveries.ts'
import { useWebhooksById } from '#renderer/data/queries/webhooks-by-id.ts'
import { go } from '#renderer/data/routes.ts'
import { policyOf } from '#renderer/parts/attempts/attempt-dots.ts'
import { AttemptRail } from '#renderer/parts/attempts/attempt-rail.tsx'
import { railEntries } from '#renderer/parts/attempts/rail-entries.ts'
import { WhyBox } from '#renderer/parts/attempts/why-box.tsx'
import { whyOf } from '#renderer/parts/attempts/why.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { Tabs, tabElementId } from '#renderer/parts/tabs.tsx'
import { useKept } from '#renderer/parts/use-kept.ts'
import { AttemptPanel } from './attempt-panel.tsx'
import type { AttemptTab } from './attempt-tabs.ts'
import { attemptTabs } from './attempt-tabs.ts'
import type { HeaderOffers } from './delivery-header.tsx'
import { DeliveryHeader } from './delivery-header.tsx'
import './delivery-detail.css'

type DetailProps = HeaderOffers & { id: string; tab: AttemptTab; onTab: (tab: AttemptTab) => void }

/** One delivery: how it fares and why, every attempt, and what is still to come. */
export function DeliveryDetail(props: DetailProps): ReactElement {
  const delivery = useDelivery(props.id)
  const { shown, isOld } = useKept(delivery.data)
  if (delivery.error) {
    const again = <Button onClick={() => void delivery.refetch()}>Try again</Button>
    return <ErrorBox title="The delivery could not be shown" error={delivery.error} action={again} />
  }
  return shown ? <Loaded key={shown.id} delivery={shown} isOld={isOld} {...props} /> : <DetailSkeleton />
}

function Loaded({
  delivery,
  isOld,
  tab,
  onTab,
  actions,
  menu,
}: DetailProps & { delivery: Delivery; isOld: boolean }): ReactElement {
  const policy = policyOf(delivery, useWebhooksById().data?.get(delivery.webhookId ?? ''))
  const { attempts } = delivery
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosenIndex = attempts.findIndex(({ id }) => id === chosenId)
  // Until one is chosen the newest is shown, whichever that is by now.
  const index = chosenIndex === -1 ? attempts.length - 1 : chosenIndex
  const attempt = attempts[index]
  const why = whyOf(delivery)
  return (
    <article className="detail col" aria-label="Delivery" aria-busy={isOld} data-old={isOld || undefined}>
      <DeliveryHeader delivery={delivery} actions={actions} menu={menu} />
      {why && <WhyBox why={why} action={<ResumeLink delivery={delivery} />} />}
      <AttemptRail entries={railEntries(delivery, policy)} chosenId={attempt?.id ?? null} onChoose={setChosenId} />
      {attempt ? (
        <ChosenAttempt
          delivery={delivery}
          attempt={attempt}
          previous={attempts[index - 1] ?? null}
          tab={tab}
          onTab={onTab}
        />
      ) : (
        <p className="tab-note">Nothing has been sent yet.</p>
      )}
    </article>
  )
}

/** The way to what holds a delivery: its webhook, where resuming asks what becomes of all that is held. */
function ResumeLink({ delivery: { state, webhookId } }: { delivery: Delivery }): ReactElement | null {
  if (state !== 'held' || webhookId === null) return null
  return <Button onClick={() => go({ screen: 'webhooks', id: webhookId, tab: null, q: '' })}>Show what holds it</Button>
}

const panelId = 'attempt-panel'

/** One attempt under its tabs. */
function ChosenAttempt({
  delivery,
  attempt,
  previous,
  tab,
  onTab,
}: {
  delivery: Delivery
  attempt: Attempt
  previous: Attempt | null
  tab: AttemptTab
  onTab: (tab: AttemptTab) => void
}): ReactElement {
  const tabs = attemptTabs
    .filter(({ name }) => name !== 'diff' || previous !== null)
    .map(({ name, label }) => ({ id: name, label: name === 'diff' ? `Diff with attempt ${previous?.number}` : label }))
  const shown = tabs.some(({ id }) => id === tab) ? tab : 'response'
  useCommands(
    tabs.map(({ id, label }, place) => ({
      id: `tab-${id}`,
      title: `Show ${label.toLowerCase()}`,
      group: 'This delivery',
      keys: String(place + 1),
      run: () => onTab(id),
    })),
  )
  return (
    <>
      <div className="tab-bar attempt-tabs">
        <Tabs label="Attempt" items={tabs} selected={shown} panelId={panelId} onSelect={onTab} />
      </div>
      <div role="tabpanel" id={panelId} aria-labelledby={tabElementId(panelId, shown)} className="tab-panel col">
        <AttemptPanel key={attempt.id} tab={shown} delivery={delivery} attempt={attempt} previous={previous} />
      </div>
    </>
  )
}

const DetailSkeleton = (): ReactElement => (
  <section className="detail-skeleton" aria-busy="true" aria-label="Reading the delivery">
    {['38%', '22%', '90%', '64%', '52%', '71%', '46%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </section>
)
