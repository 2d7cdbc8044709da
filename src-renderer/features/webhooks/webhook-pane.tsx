import type { ReactElement } from 'react'
import { useId } from 'react'
import { useRestoreWebhook, useWebhook } from '#renderer/data/queries/webhooks.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { Tabs, tabElementId } from '#renderer/parts/tabs.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Webhook } from '#shared/model/webhook.ts'
import { useWebhookForm } from './form/use-webhook-form.ts'
import { WebhookFormView } from './form/webhook-form.tsx'
import { SigningSecret } from './secrets/signing-secret.tsx'
import { DeleteRow } from './tabs/delete-row.tsx'
import { DeliveriesTab } from './tabs/deliveries-tab.tsx'
import { GuideTab } from './tabs/guide-tab.tsx'
import { TestTab } from './tabs/test-tab.tsx'
import { WebhookBar } from './webhook-bar.tsx'

const tabs = [
  { id: 'settings', label: 'Settings' },
  { id: 'deliveries', label: 'Deliveries' },
  { id: 'test', label: 'Test' },
  { id: 'guide', label: 'Verify' },
] as const

type TabId = (typeof tabs)[number]['id']

const tabOf = (name: string | null): TabId => tabs.find(({ id }) => id === name)?.id ?? 'settings'

/** Everything about one webhook. */
export function WebhookPane({ id, tab, q }: { id: string; tab: string | null; q: string }): ReactElement {
  const webhook = useWebhook(id)
  if (webhook.error) {
    const again = <Button onClick={() => void webhook.refetch()}>Try again</Button>
    return <ErrorBox title="The webhook could not be shown" error={webhook.error} action={again} />
  }
  if (!webhook.data) return <PaneSkeleton />
  if (webhook.data.deletedAt !== null) return <DeletedWebhook webhook={webhook.data} />
  return <OpenWebhook webhook={webhook.data} tab={tabOf(tab)} q={q} />
}

function OpenWebhook({ webhook, tab, q }: { webhook: Webhook; tab: TabId; q: string }): ReactElement {
  const form = useWebhookForm(webhook)
  const panelId = useId()
  return (
    <article className="col" aria-label={`Webhook ${webhook.name}`}>
      <WebhookBar
        webhook={webhook}
        form={form}
        onTest={() => go({ screen: 'webhooks', id: webhook.id, tab: 'test', q })}
      />
      <Tabs
        label="About this webhook"
        items={tabs}
        selected={tab}
        panelId={panelId}
        onSelect={(next) => go({ screen: 'webhooks', id: webhook.id, tab: next === 'settings' ? null : next, q })}
      />
      <div className="scroll" role="tabpanel" id={panelId} aria-labelledby={tabElementId(panelId, tab)} tabIndex={0}>
        {tab === 'settings' && (
          <>
            <WebhookFormView form={form}>
              <SigningSecret webhook={webhook} />
            </WebhookFormView>
            <DeleteRow webhook={webhook} q={q} />
          </>
        )}
        {tab === 'deliveries' && <DeliveriesTab webhook={webhook} />}
        {tab === 'test' && <TestTab webhook={webhook} />}
        {tab === 'guide' && <GuideTab webhookId={webhook.id} />}
      </div>
    </article>
  )
}

function DeletedWebhook({ webhook }: { webhook: Webhook }): ReactElement {
  const restore = useRestoreWebhook()
  return (
    <EmptyState
      action={
        <Button
          look="primary"
          disabled={restore.isPending}
          onClick={() => restore.mutate(webhook.id, { onError: notifyError })}
        >
          Restore {webhook.name}
        </Button>
      }
    >
      {webhook.name} was deleted. Nothing is sent to it; what it was owed is held.
    </EmptyState>
  )
}

const PaneSkeleton = (): ReactElement => (
  <section className="wh-form skeleton" aria-busy="true" aria-label="Reading the webhook">
    {['34%', '60%', '48%', '72%', '52%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </section>
)
