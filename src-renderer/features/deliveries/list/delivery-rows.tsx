import type { ReactElement } from 'react'
import type { DeliveryRow as Row } from '#shared/model/delivery.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { attemptsOf } from '#shared/rules/retry-policy.ts'
import { rowHeights, usePreferences } from '#renderer/data/preferences.ts'
import { useWebhooksById } from '#renderer/data/queries/webhooks-by-id.ts'
import { policyOf } from '#renderer/parts/attempts/attempt-dots.ts'
import type { RowListProps } from '#renderer/parts/row-list/row-box.tsx'
import { RowBox } from '#renderer/parts/row-list/row-box.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import { deliverySelection } from './selection.ts'
import { deliveryListId } from './use-delivery-cursor.ts'

/** What the second line of a row adds to the height of a row. */
const secondLinePx = 12

/** How high a delivery of the list is, in pixels. */
export const useRowHeight = (): number => rowHeights[usePreferences(({ density }) => density)] + secondLinePx

/** The rows in sight. */
export function DeliveryRows(props: RowListProps<Row>): ReactElement {
  const { data: webhooks } = useWebhooksById()
  return (
    <RowBox
      {...props}
      label="Deliveries, newest first"
      listId={deliveryListId}
      selection={deliverySelection}
      rowHeight={useRowHeight()}
    >
      {(row, standing) => (
        <DeliveryRow
          key={row.id}
          row={row}
          total={attemptTotal(policyOf(row, webhooks?.get(row.webhookId ?? '')))}
          {...standing}
        />
      )}
    </RowBox>
  )
}

const attemptTotal = (policy: RetryPolicy | null): number | null => (policy ? attemptsOf(policy) : null)
