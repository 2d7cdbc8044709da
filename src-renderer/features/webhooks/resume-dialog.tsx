import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useHeldCount, useResumeWebhook } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Webhook } from '#shared/model/webhook.ts'

type HeldChoice = 'send' | 'some' | 'keep' | 'cancel'

const choices: { value: HeldChoice; label: string }[] = [
  { value: 'send', label: 'Send them all, in order' },
  { value: 'some', label: 'Send those planned since…' },
  { value: 'keep', label: 'Keep them held' },
  { value: 'cancel', label: 'Cancel them all' },
]

const done: Record<HeldChoice, string> = {
  send: 'what was held is being sent',
  some: 'a part of what was held is being sent',
  keep: 'what was held stays held',
  cancel: 'what was held is cancelled',
}

type ResumeProps = { webhook: Webhook; open: boolean; onClose: () => void }

/** Lets a webhook send again, and asks what becomes of what was held. */
export const ResumeDialog = (props: ResumeProps): ReactElement => (
  <Dialog open={props.open} onClose={props.onClose} title={`Resume ${props.webhook.name}`}>
    <ResumeForm {...props} />
  </Dialog>
)

function ResumeForm({ webhook, onClose }: ResumeProps): ReactElement {
  const { data: held } = useHeldCount(webhook.id)
  const [choice, setChoice] = useState<HeldChoice>('send')
  const [since, setSince] = useState('')
  const resume = useResumeWebhook()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const input: CallOf<'webhooks.resume'> =
      choice === 'some'
        ? { id: webhook.id, held: 'send', since: new Date(since).toISOString() }
        : { id: webhook.id, held: choice }
    resume.mutate(input, {
      onSuccess() {
        onClose()
        notify(`${webhook.name} sends again; ${done[choice]}`)
      },
    })
  }
  return (
    <form className="dialog-form" noValidate onSubmit={submit}>
      <Field label={`${held?.count ?? 'Some'}${held?.isEstimate ? ' or more' : ''} held`} error={resume.error?.message}>
        {(control) => <Select {...control} options={choices} value={choice} onChange={setChoice} />}
      </Field>
      {choice === 'some' && (
        <Field label="Since" hint="In this computer’s time. What was planned before stays held.">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </Field>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={resume.isPending || (choice === 'some' && since === '')}>
          Resume
        </Button>
      </DialogActions>
    </form>
  )
}
