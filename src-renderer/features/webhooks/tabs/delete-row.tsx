import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDeleteWebhook, useRestoreWebhook, useResumeWebhook } from '#renderer/data/queries/webhooks.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Webhook } from '#shared/model/webhook.ts'

/** The end of a webhook; it can be taken back. */
export function DeleteRow({ webhook, q }: { webhook: Webhook; q: string }): ReactElement {
  const remove = useDeleteWebhook()
  const restore = useRestoreWebhook()
  const resume = useResumeWebhook()
  // Promises, not callbacks of the hooks: by the time they are kept this screen may be gone.
  const takeBack = async (): Promise<void> => {
    const restored = await restore.mutateAsync(webhook.id)
    // What was held in these seconds is owed as before; a webhook that had been paused stays so.
    if (webhook.status === 'active' && restored.status === 'paused') await resume.mutateAsync({ id: webhook.id })
    go({ screen: 'webhooks', id: webhook.id, tab: null, q })
  }
  const confirm = (): void =>
    notifyWhenDone(
      remove.mutateAsync(webhook.id).then(() => go({ screen: 'webhooks', id: null, tab: null, q })),
      `Webhook ${webhook.name} deleted`,
      () => void takeBack().catch(notifyError),
    )
  useCommands([
    {
      id: 'delete-webhook',
      title: 'Delete',
      about: webhook.name,
      icon: Trash2,
      group: 'This webhook',
      keys: 'Delete',
      run: confirm,
    },
  ])
  return (
    <div className="wh-form wh-end">
      <div className="form-row">
        <div>
          <h3>Delete</h3>
          <p className="hint">
            Nothing more is planned; what it is owed is held. It can be restored: filter by is:deleted.
          </p>
        </div>
        <div className="form-control">
          <Button look="danger" disabled={remove.isPending} onClick={confirm}>
            <Trash2 className="i s" aria-hidden="true" />
            Delete {webhook.name}
          </Button>
        </div>
      </div>
    </div>
  )
}
