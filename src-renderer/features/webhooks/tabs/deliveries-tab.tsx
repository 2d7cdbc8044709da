import type { ReactElement } from 'react'
import { useLatestDeliveries, useReplayDelivery } from '#renderer/data/queries/webhooks.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { DeliveryPill } from '#renderer/parts/attempts/delivery-pill.tsx'
import { deliveryTitle, isReplayable, shortResult } from '#renderer/parts/attempts/delivery-signs.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import type { Webhook } from '#shared/model/webhook.ts'

/** What became of the newest events that a webhook takes; each line leads to the delivery with its attempts. */
export function DeliveriesTab({ webhook }: { webhook: Webhook }): ReactElement {
  const deliveries = useLatestDeliveries(webhook.id)
  if (deliveries.error) {
    const again = <Button onClick={() => void deliveries.refetch()}>Try again</Button>
    return <ErrorBox title="The deliveries could not be listed" error={deliveries.error} action={again} />
  }
  if (!deliveries.data) return <Skeleton width="50%" />
  if (deliveries.data.length === 0) return <EmptyState>Nothing was sent to {webhook.name} yet.</EmptyState>
  const q = `webhook:${webhook.id}`
  return (
    <>
      <table className="wh-table" aria-label={`Deliveries to ${webhook.name}, newest first`}>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Event</th>
            <th scope="col">Attempts</th>
            <th scope="col">Result</th>
            <th scope="col">Planned</th>
            <th scope="col">
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.data.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} q={q} />
          ))}
        </tbody>
      </table>
      <p className="wh-table-foot">
        <a href={printRoute({ screen: 'deliveries', id: null, tab: null, q })}>All deliveries to {webhook.name}</a>
      </p>
    </>
  )
}

function DeliveryLine({ delivery, q }: { delivery: DeliveryRow; q: string }): ReactElement {
  const result = shortResult(delivery)
  return (
    <tr>
      <td>
        <DeliveryPill state={delivery.state} />
      </td>
      <td className="ell">
        <a className="mono" href={printRoute({ screen: 'deliveries', id: delivery.id, tab: null, q })}>
          {deliveryTitle(delivery)}
        </a>
        {delivery.isTest && <span className="dim"> test</span>}
      </td>
      <td>{delivery.attemptCount}</td>
      <td className={result?.isBad ? 'ell bad' : 'ell'} title={delivery.reason ?? undefined}>
        {result?.text ?? delivery.reason ?? ''}
      </td>
      <td>
        <Moment at={delivery.createdAt} />
      </td>
      <td>{delivery.state === 'dead_letter' && isReplayable(delivery) && <ReplayButton delivery={delivery} />}</td>
    </tr>
  )
}

function ReplayButton({ delivery }: { delivery: DeliveryRow }): ReactElement {
  const replay = useReplayDelivery()
  const send = (): void => replay.mutate(delivery.id, { onSuccess: () => notify('1 replayed'), onError: notifyError })
  return (
    <Button small disabled={replay.isPending} aria-label={`Replay ${deliveryTitle(delivery)}`} onClick={send}>
      Replay
    </Button>
  )
}
