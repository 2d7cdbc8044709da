import type { ReactElement } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import { useDelivery, useDeliveryBody } from '#renderer/data/queries/deliveries.ts'
import { deliveryTitle } from '#renderer/parts/attempts/delivery-signs.ts'
import { BodyViewer } from '#renderer/parts/body-viewers/body-viewer.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { HeaderList } from '#renderer/parts/header-list.tsx'

/** One of what is replayed, as it was sent. */
export function WhatIsSent({
  rows,
  isAsSent,
}: {
  rows: readonly DeliveryRow[]
  isAsSent: boolean
}): ReactElement | null {
  const first = rows[0]
  if (!first) return null
  if (!isAsSent) {
    return (
      <p className="tab-note">
        Each event is put into its envelope anew, by what its webhook is set to now. The event itself stays the same.
      </p>
    )
  }
  return <Sent row={first} isOnly={rows.length === 1} />
}

function Sent({ row, isOnly }: { row: DeliveryRow; isOnly: boolean }): ReactElement {
  const { data: delivery, error } = useDelivery(row.id)
  const body = useDeliveryBody(row.id, true)
  const request = delivery?.attempts.at(-1)?.request
  if (error) return <ErrorBox title="What was sent could not be read" error={error} />
  return (
    <div className="col grow">
      <div className="attempt-head">
        <b className="m">What is sent</b>
        <span className="grow ell">{request && `${request.method} ${request.url}`}</span>
        <span>
          {!isOnly && 'for example '}
          {deliveryTitle(row)}
        </span>
      </div>
      {request && (
        <details className="answer-headers">
          <summary>Headers of the last attempt, {request.headers.length}</summary>
          <HeaderList headers={request.headers} label="Headers of the last attempt" />
        </details>
      )}
      {body.error && <ErrorBox title="The body could not be read" error={body.error} />}
      {body.data && (
        <BodyViewer
          bytes={body.data}
          totalBytes={body.data.length}
          contentType={(request && valueOf(request.headers, 'content-type')) ?? null}
          label="Body that is sent"
          fileName={row.id}
        />
      )}
    </div>
  )
}
