import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { useIsTriggerDirty } from '#renderer/data/trigger-drafts.ts'
import { Pip } from '#renderer/parts/pill.tsx'
import type { Trigger } from '#shared/model/trigger.ts'
import { standingOf } from './trigger-words.ts'

/** A trigger in the list: its name and how it fares; its sentence on hovering. */
export function TriggerRow({ trigger, isOpen, q }: { trigger: Trigger; isOpen: boolean; q: string }): ReactElement {
  const { tone, words } = standingOf(trigger)
  const isDirty = useIsTriggerDirty(trigger.id)
  return (
    <li>
      <a
        className="tr-row"
        href={printRoute({ screen: 'triggers', id: trigger.id, tab: null, q })}
        aria-current={isOpen ? 'true' : undefined}
        title={trigger.sentence}
      >
        <b className="ell">
          {trigger.name}
          {isDirty && <i className="dirty" title="Not saved" />}
          {isDirty && <span className="sr">, not saved</span>}
        </b>
        <small>
          <Pip tone={tone} />
          <span className="ell">{words}</span>
        </small>
      </a>
    </li>
  )
}
