import type { ReactElement } from 'react'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import { useSaveWebhook } from './form/use-save-webhook.ts'
import { useWebhookForm } from './form/use-webhook-form.ts'
import { changeDraft, dropDraft, emptyDraft, newWebhook } from '#renderer/data/webhook-drafts.ts'
import { WebhookFormView } from './form/webhook-form.tsx'

/** A webhook that is to be made. What is filled in stays when the screen is left. */
export function NewWebhookPane({ q }: { q: string }): ReactElement {
  const form = useWebhookForm(null)
  const { save, isSaving } = useSaveWebhook(form, null)
  const drop = (): void => {
    const kept = form.changes
    dropDraft(newWebhook)
    go({ screen: 'webhooks', id: null, tab: null, q })
    if (Object.keys(kept).length > 0) {
      notify('New webhook dropped', () => changeDraft(newWebhook, emptyDraft, kept))
    }
  }
  useCommands([{ id: 'make-webhook', title: 'Make the webhook', group: 'This webhook', keys: '$mod+s', run: save }])
  return (
    <article className="col" aria-label="New webhook">
      <PaneBar>
        <h1 className="grow ell">{form.draft.name || 'New webhook'}</h1>
        <Button onClick={drop}>Drop</Button>
        <Button look="primary" disabled={isSaving} onClick={save}>
          Make the webhook <Keys binding="$mod+s" />
        </Button>
      </PaneBar>
      <div className="scroll">
        <WebhookFormView form={form} />
      </div>
    </article>
  )
}
