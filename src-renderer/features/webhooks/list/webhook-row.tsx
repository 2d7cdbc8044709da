import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { Pip } from '#renderer/parts/pill.tsx'
import { SideRow } from '#renderer/parts/side-list/side-rows.tsx'
import type { Webhook } from '#shared/model/webhook.ts'
import { useIsDirty } from '#renderer/data/webhook-drafts.ts'
import { standingOf } from './webhook-words.ts'

/** A webhook in the list: its name and how it fares. */
export function WebhookRow({
  webhook,
  isOpen,
  tab,
  q,
}: {
  webhook: Webhook
  isOpen: boolean
  tab: string | null
  q: string
}): ReactElement {
  const { tone, words } = standingOf(webhook)
  const isDirty = useIsDirty(webhook.id)
  return (
    <SideRow
      href={printRoute({ screen: 'webhooks', id: webhook.id, tab, q })}
      isOpen={isOpen}
      isDirty={isDirty}
      title={webhook.url}
      name={webhook.name}
    >
      <Pip tone={tone} />
      <span className="ell">{words}</span>
    </SideRow>
  )
}
