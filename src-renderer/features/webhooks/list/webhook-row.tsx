import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { Pip } from '#renderer/parts/pill.tsx'
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
    <li>
      <a
        className="wh-row"
        href={printRoute({ screen: 'webhooks', id: webhook.id, tab, q })}
        aria-current={isOpen ? 'true' : undefined}
        title={webhook.url}
      >
        <b className="ell">
          {webhook.name}
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
