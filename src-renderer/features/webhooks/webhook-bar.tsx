import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useHeldCount, usePauseWebhook, useResumeWebhook } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Webhook } from '#shared/model/webhook.ts'
import { useSaveWebhook } from './form/use-save-webhook.ts'
import type { WebhookForm } from './form/use-webhook-form.ts'
import { changeDraft, dropDraft, useIsDirty } from '#renderer/data/webhook-drafts.ts'
import { ResumeDialog } from './resume-dialog.tsx'
import { isOverQuota, standingOf } from './list/webhook-words.ts'

type BarProps = {
  webhook: Webhook
  form: WebhookForm
  /** Opens the place from which a test is sent. */
  onTest: () => void
}

/** What can be done with a webhook at any time: pause, resume, test, save. */
export function WebhookBar({ webhook, form, onTest }: BarProps): ReactElement {
  const { save, isSaving } = useSaveWebhook(form, webhook)
  const isDirty = useIsDirty(webhook.id)
  const [isAsking, setAsking] = useState(false)
  const { pause, resume } = usePausing(webhook, () => setAsking(true))
  const isOn = webhook.status === 'active'
  const drop = (): void => {
    const kept = form.changes
    dropDraft(webhook.id)
    notify('Changes dropped', () => changeDraft(webhook.id, form.base, kept))
  }
  useCommands([
    {
      id: 'open-test',
      title: 'Send a test…',
      about: webhook.name,
      group: 'This webhook',
      keys: '$mod+Enter',
      run: onTest,
    },
    { id: 'save-webhook', title: 'Save', about: webhook.name, group: 'This webhook', keys: '$mod+s', run: save },
    {
      id: 'pause-webhook',
      title: isOn ? 'Pause' : 'Resume',
      about: webhook.name,
      group: 'This webhook',
      keys: 'p',
      run: isOn ? pause : resume,
    },
  ])
  return (
    <>
      <PaneBar>
        <h1 className="ell">{webhook.name}</h1>
        <code className="dim ell grow">{webhook.url}</code>
        <Switch checked={isOn} onChange={(on) => (on ? resume() : pause())}>
          {isOn ? 'On' : webhook.status === 'paused' ? 'Paused' : 'Disabled'}
        </Switch>
        <Button onClick={onTest}>Send test…</Button>
        {isDirty && (
          <Button look="ghost" onClick={drop}>
            <Undo2 className="i s" aria-hidden="true" />
            Drop changes
          </Button>
        )}
        <Button look="primary" disabled={!isDirty || isSaving} onClick={save}>
          Save <Keys binding="$mod+s" />
        </Button>
      </PaneBar>
      <StandingLine webhook={webhook} />
      <ResumeDialog webhook={webhook} open={isAsking} onClose={() => setAsking(false)} />
    </>
  )
}

function usePausing(webhook: Webhook, onHeld: () => void): { pause: () => void; resume: () => void } {
  const { data: held } = useHeldCount(webhook.id)
  const pausing = usePauseWebhook()
  const resuming = useResumeWebhook()
  const send = (): void =>
    void resuming.mutateAsync({ id: webhook.id }).then(() => notify(`${webhook.name} sends again`), notifyError)
  return {
    pause: () =>
      notifyWhenDone(pausing.mutateAsync(webhook.id), `${webhook.name} paused. Its deliveries are held`, send),
    // Where nothing is held there is nothing to choose.
    resume: () => (held?.count === 0 ? send() : onHeld()),
  }
}

/** Why it does not send, where it does not, and what is held meanwhile. */
function StandingLine({ webhook }: { webhook: Webhook }): ReactElement | null {
  const count = useHeldCount(webhook.id).data?.count ?? 0
  const isSending = webhook.status === 'active' && !webhook.isTripped && !isOverQuota(webhook)
  if (isSending && count === 0) return null
  const held = count > 0 && `${count} ${count === 1 ? 'delivery is' : 'deliveries are'} held.`
  const why = isSending ? false : (webhook.statusReason ?? whyResting(webhook))
  return <p className="wh-standing">{[why, held].filter(Boolean).join(' ')}</p>
}

const whyResting = (webhook: Webhook): string =>
  isOverQuota(webhook) && !webhook.isTripped
    ? `Its daily quota of ${webhook.dailyQuota} is used up: what comes is sent from 00:00 UTC on.`
    : `${standingOf(webhook).words}.`
