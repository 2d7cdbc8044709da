import type { ReactElement } from 'react'
import { Pill } from '#renderer/parts/pill.tsx'
import type { DeliveryState } from '#shared/model/delivery.ts'
import { deliverySigns } from './delivery-signs.ts'

/** The state of a delivery: icon, word, colour. */
export function DeliveryPill({ state }: { state: DeliveryState }): ReactElement {
  const { label, icon: Icon, tone } = deliverySigns[state]
  return (
    <Pill tone={tone}>
      <Icon className="i s" aria-hidden="true" />
      {label}
    </Pill>
  )
}
