import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { go } from '#renderer/data/routes.ts'
import { useIsOnePane } from '#renderer/data/window-width.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { PaneBack } from '#renderer/parts/pane-bar.tsx'
import { SplitPane } from '#renderer/parts/split-pane.tsx'
import { newWebhook } from '#renderer/data/webhook-drafts.ts'
import { InboundHelp } from './inbound-help.tsx'
import { inboundHelp } from './list/inbound-help-place.ts'
import { WebhookListPane } from './list/webhook-list-pane.tsx'
import { NewWebhookPane } from './new-webhook-pane.tsx'
import { WebhookPane } from './webhook-pane.tsx'
import './webhooks.css'

type ScreenProps = { id: string | null; tab: string | null; q: string }

/** The systems that are told of events: which they are, how each fares, and everything about one. */
export function WebhooksScreen({ id, tab, q }: ScreenProps): ReactElement {
  const isOnePane = useIsOnePane()
  const list = <WebhookListPane q={q} openId={id} tab={tab} />
  const detail = <Detail id={id} tab={tab} q={q} />
  if (!isOnePane) return <SplitPane id="webhooks" left={list} right={detail} leftSize="208px" leftMin="180px" />
  if (id === null) return list
  return (
    <div className="col">
      <PaneBack>
        <Button small look="ghost" onClick={() => go({ screen: 'webhooks', id: null, tab: null, q })}>
          <ArrowLeft className="i s" aria-hidden="true" />
          All webhooks
        </Button>
      </PaneBack>
      {detail}
    </div>
  )
}

function Detail({ id, tab, q }: ScreenProps): ReactElement {
  if (id === null) return <NothingChosen q={q} />
  if (id === inboundHelp) return <InboundHelp />
  if (id === newWebhook) return <NewWebhookPane q={q} />
  // A new key drops what belongs to another webhook: mistakes shown, questions asked.
  return <WebhookPane key={id} id={id} tab={tab} q={q} />
}

function NothingChosen({ q }: { q: string }): ReactElement {
  const { data } = useWebhooks({})
  const make = (
    <Button look="primary" onClick={() => go({ screen: 'webhooks', id: newWebhook, tab: null, q })}>
      New webhook
    </Button>
  )
  if (data?.items.length === 0) return <EmptyState action={make}>Tell another system when tasks change.</EmptyState>
  return <EmptyState>Choose a webhook to see where it sends, how it signs and what became of it.</EmptyState>
}
