import type { ReactElement } from 'react'
import type { DeliveryState } from '#shared/model/delivery.ts'
import { valueAsked } from '#shared/query/delivery-query.ts'
import { askState } from '#shared/query/delivery-states.ts'
import { useDeliveryCount } from '#renderer/data/queries/delivery-list.ts'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { roveWithArrows } from '#renderer/parts/roving.ts'

const tabs: readonly { label: string; state: DeliveryState | null }[] = [
  { label: 'All', state: null },
  { label: 'Retrying', state: 'retrying' },
  { label: 'Held', state: 'held' },
  { label: 'Dead letter', state: 'dead_letter' },
  { label: 'Delivered', state: 'delivered' },
]

/** The states that people look for, each with its count under the rest of the filter. */
export function StateTabs({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const asked = valueAsked(q, 'state')
  const shown = tabs.find(({ state }) => state === asked) ?? null
  return (
    <div className="tabs dv-tabs" role="toolbar" aria-label="State">
      {tabs.map(({ label, state }, index) => (
        <button
          key={label}
          type="button"
          className="dv-tab"
          aria-pressed={state === asked}
          tabIndex={state === asked || (shown === null && index === 0) ? 0 : -1}
          onKeyDown={roveWithArrows}
          onClick={() => onQuery(askState(q, state))}
        >
          {label}
          <Count q={askState(q, state)} />
        </button>
      ))}
    </div>
  )
}

function Count({ q }: { q: string }): ReactElement | null {
  const { data } = useDeliveryCount(q)
  if (!data || data.count === 0) return null
  return <span className="n">{`${formatCount(data.count)}${data.isEstimate ? '+' : ''}`}</span>
}
