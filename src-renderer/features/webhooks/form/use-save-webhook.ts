import { useCreateWebhook, useUpdateWebhook } from '#renderer/data/queries/webhooks.ts'
import { go } from '#renderer/data/routes.ts'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { showSecret } from '#renderer/data/shown-secret.ts'
import type { WebhookForm } from './use-webhook-form.ts'
import { dropDraft } from '#renderer/data/webhook-drafts.ts'

/** Saves the form of a webhook, or makes the webhook; a refusal goes to the fields that it is about. */
export function useSaveWebhook(form: WebhookForm, webhook: Webhook | null): { save: () => void; isSaving: boolean } {
  const create = useCreateWebhook()
  const update = useUpdateWebhook()

  const make = (): void => {
    const { secret, ...settings } = form.draft
    // Promises, not callbacks of the hooks: by the time it is made this form may be gone.
    void create.mutateAsync({ ...settings, ...(secret !== '' && { secret }) }).then((made) => {
      dropDraft(form.id)
      showSecret(made.id, made.secret)
      go({ screen: 'webhooks', id: made.id, tab: null, q: '' }, { replace: true })
      notify(`Webhook ${made.name} made`)
    }, form.refuse)
  }

  const change = (before: Webhook): void => {
    const { secret: _, ...changes } = form.changes
    const undo = undoOf(before, changes)
    const takeBack = (): void => void update.mutateAsync({ id: before.id, ...undo }).catch(notifyError)
    const words = ({ name }: Webhook): string => `Webhook ${name} saved`
    const saved = update.mutateAsync({ id: before.id, ...changes }).then((changed) => {
      dropDraft(before.id)
      return changed
    })
    if (undo === null) void saved.then((changed) => notify(words(changed)), form.refuse)
    else notifyWhenDone(saved, words, takeBack, form.refuse)
  }

  const save = (): void => {
    if (!form.check()) return showFirstMistake()
    if (webhook === null) make()
    else if (Object.keys(form.changes).length > 0) change(webhook)
  }
  return { save, isSaving: create.isPending || update.isPending }
}

/** The settings as they were; null where a secret value was replaced, which nobody can bring back. */
function undoOf(before: Webhook, changes: Partial<Webhook>): Omit<CallOf<'webhooks.update'>, 'id'> | null {
  const holdsSecret =
    (changes.auth && before.auth.kind !== 'none') ||
    (changes.headers && before.headers.some((header) => header.isSecret))
  if (holdsSecret) return null
  return Object.fromEntries(Object.keys(changes).map((name) => [name, before[name as keyof Webhook]]))
}

/** Takes the person to the first mistake, once it is drawn. */
function showFirstMistake(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>('.wh-form [aria-invalid], .wh-form [role="alert"]')
    for (let around = field?.closest('details'); around; around = around.parentElement?.closest('details'))
      around.open = true
    field?.scrollIntoView({ block: 'center' })
    field?.focus()
  })
}
