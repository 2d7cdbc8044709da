import { useState } from 'react'
import type { ReactElement } from 'react'
import { useDeliveries } from '#renderer/data/queries/deliveries.ts'
import { AttemptAnswer } from '#renderer/parts/attempts/attempt-answer.tsx'
import { attemptOutcome, newestAttempt } from '#renderer/parts/attempts/attempt-outcome.ts'
import { OutcomeLine } from '#renderer/parts/attempts/outcome-line.tsx'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import type { Delivery } from '#shared/model/delivery.ts'
import type { Request } from '#shared/model/request.ts'
import { SentRequest } from './sent-request.tsx'
import './deliveries.css'

/** Where this request was sent on, and what came back. */
export function DeliveriesTab({ request, onReplay }: { request: Request; onReplay: () => void }): ReactElement {
  const deliveries = useDeliveries(request.id)
  const [chosenId, setChosenId] = useState<string | null>(null)
  if (deliveries.error) {
    const again = <Button onClick={() => void deliveries.refetch()}>Try again</Button>
    return <ErrorBox title="The deliveries could not be read" error={deliveries.error} action={again} />
  }
  if (!deliveries.data) return <p className="tab-note">Reading the deliveries</p>
  const chosen = deliveries.data.find(({ id }) => id === chosenId) ?? deliveries.data[0]
  if (!chosen) {
    return (
      <EmptyState action={<Button onClick={onReplay}>Replay</Button>}>
        What this request is sent on to appears here.
      </EmptyState>
    )
  }
  const attempt = newestAttempt(chosen)
  return (
    <div className="col grow">
      <ul className="delivery-list" aria-label="Deliveries, newest first">
        {deliveries.data.map((delivery) => (
          <DeliveryLine
            key={delivery.id}
            delivery={delivery}
            isChosen={delivery === chosen}
            onChoose={() => setChosenId(delivery.id)}
          />
        ))}
      </ul>
      {attempt && <SentRequest key={`sent ${attempt.id}`} attempt={attempt} />}
      {attempt && <AttemptAnswer key={attempt.id} attempt={attempt} original={request.reply} />}
    </div>
  )
}

function DeliveryLine({
  delivery,
  isChosen,
  onChoose,
}: {
  delivery: Delivery
  isChosen: boolean
  onChoose: () => void
}): ReactElement {
  const attempt = newestAttempt(delivery)
  return (
    <li className="delivery-line">
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>
        {attempt ? <OutcomeLine outcome={attemptOutcome(attempt)} /> : <span className="mid">{delivery.state}</span>}
        <span className="mono ell grow">{delivery.targetUrl}</span>
        <span className="dim">{delivery.kind}</span>
      </button>
      <Moment at={delivery.createdAt} />
    </li>
  )
}
