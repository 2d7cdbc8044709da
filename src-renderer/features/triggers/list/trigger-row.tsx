import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { useIsTriggerDirty } from '#renderer/data/trigger-drafts.ts'
import { Pip } from '#renderer/parts/pill.tsx'
import { SideRow } from '#renderer/parts/side-list/side-rows.tsx'
import type { Trigger } from '#shared/model/trigger.ts'
import { standingOf } from './trigger-words.ts'

/** A trigger in the list: its name and how it fares; its sentence on hovering. */
export function TriggerRow({ trigger, isOpen, q }: { trigger: Trigger; isOpen: boolean; q: string }): ReactElement {
  const { tone, words } = standingOf(trigger)
  const isDirty = useIsTriggerDirty(trigger.id)
  return (
    <SideRow
      href={printRoute({ screen: 'triggers', id: trigger.id, tab: null, q })}
      isOpen={isOpen}
      isDirty={isDirty}
      title={trigger.sentence}
      name={trigger.name}
    >
      <Pip tone={tone} />
      <span className="ell">{words}</span>
    </SideRow>
  )
}
