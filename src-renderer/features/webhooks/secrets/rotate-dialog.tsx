import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useRotateSecret } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { overlapOptions } from '#renderer/parts/form/overlap-options.ts'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { showSecret } from '#renderer/data/shown-secret.ts'

type RotateProps = { webhook: Webhook; open: boolean; onClose: () => void }

/** Gives a webhook a new secret, and says how long both sign. */
export const RotateDialog = (props: RotateProps): ReactElement => (
  <Dialog open={props.open} onClose={props.onClose} title={`Rotate the secret of ${props.webhook.name}`}>
    <RotateForm {...props} />
  </Dialog>
)

const optionsFor = ({ rotationOverlapMs }: Webhook) => [
  ...overlapOptions(rotationOverlapMs),
  { value: 'by-hand', label: 'Until I finish the rotation' },
]

function RotateForm({ webhook, onClose }: RotateProps): ReactElement {
  const [overlap, setOverlap] = useState(String(webhook.rotationOverlapMs))
  const [startsAt, setStartsAt] = useState('')
  const [secret, setSecret] = useState('')
  const rotate = useRotateSecret()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const input: CallOf<'webhooks.rotateSecret'> = {
      id: webhook.id,
      ...(overlap === 'by-hand' ? { finalize: 'by-hand' } : { finalize: 'by-itself', overlapMs: Number(overlap) }),
      ...(secret !== '' && { secret }),
      ...(startsAt !== '' && { startsAt: new Date(startsAt).toISOString() }),
    }
    rotate.mutate(input, {
      onSuccess(rotated) {
        showSecret(webhook.id, rotated.secret)
        onClose()
        notify('Secret rotated')
      },
    })
  }
  const refusal = errorAt(rotate.error, 'secret') ?? rotate.error?.message
  return (
    <form className="dialog-form" noValidate onSubmit={submit}>
      <Field label="Both secrets sign" hint="Meanwhile receivers can change over without losing a delivery.">
        {(control) => <Select {...control} options={optionsFor(webhook)} value={overlap} onChange={setOverlap} />}
      </Field>
      <Field label="The new secret begins" hint="Empty: at once. In this computer’s time.">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={startsAt}
            onChange={(event) => setStartsAt(event.target.value)}
          />
        )}
      </Field>
      <Field label="New secret" hint="Left empty, Creel makes one and shows it once." error={refusal}>
        {(control) => (
          <Input
            {...control}
            mono
            type="password"
            placeholder="Made by Creel"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={rotate.isPending}>
          Rotate
        </Button>
      </DialogActions>
    </form>
  )
}
