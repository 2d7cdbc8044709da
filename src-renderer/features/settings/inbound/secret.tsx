import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useInboundDraft } from '#renderer/data/inbound-draft.ts'
import { useRotateInboundSecret } from '#renderer/data/queries/inbound.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import { overlapOptions, usualOverlapMs } from '#renderer/parts/form/overlap-options.ts'
import { formatDayTime } from '#renderer/parts/format-time.ts'
import { ShownOnce } from '#renderer/parts/shown-once.tsx'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import type { Inbound } from '#shared/model/inbound.ts'

/** A secret that was just made. */
export function NewInboundSecret(): ReactElement | null {
  const secret = useInboundDraft((draft) => draft.secret)
  if (secret === null) return null
  return (
    <ShownOnce
      label="New inbound secret"
      noun="Secret"
      words="Copy the secret to the service that calls now."
      text={secret}
      prefix="inbound_"
      onDone={() => useInboundDraft.setState({ secret: null })}
    />
  )
}

/** The secret that callers sign with: only its hint is shown. */
export function SecretRow({ inbound }: { inbound: Inbound }): ReactElement {
  const [isAsked, setAsked] = useState(false)
  const rotate = useRotateInboundSecret()
  const make = (): void => rotate.mutate({}, { onError: notifyError })
  const { secretHint, previousSecretEndsAt } = inbound
  return (
    <div className="srow">
      <div>
        <h3>Secret</h3>
        <p>
          {previousSecretEndsAt === null
            ? 'Callers sign with it. Only its end is ever shown again.'
            : `The one before is accepted too, until ${formatDayTime(new Date(previousSecretEndsAt))}.`}
        </p>
      </div>
      <div className="row">
        {secretHint === null ? (
          <Button disabled={rotate.isPending} onClick={make}>
            Make a secret
          </Button>
        ) : (
          <>
            <code>{secretHint}</code>
            <Button small onClick={() => setAsked(true)}>
              <RefreshCw className="i s" aria-hidden="true" />
              Rotate…
            </Button>
          </>
        )}
      </div>
      <Dialog open={isAsked} onClose={() => setAsked(false)} title="Rotate the inbound secret">
        <RotateForm onClose={() => setAsked(false)} />
      </Dialog>
    </div>
  )
}

function RotateForm({ onClose }: { onClose: () => void }): ReactElement {
  const [overlap, setOverlap] = useState(String(usualOverlapMs))
  const rotate = useRotateInboundSecret()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    rotate.mutate(
      { overlapMs: Number(overlap) },
      {
        onSuccess() {
          onClose()
          notify('Secret rotated')
        },
      },
    )
  }
  return (
    <form className="dialog-form" noValidate onSubmit={submit}>
      <Field
        label="Both secrets are accepted"
        hint="Meanwhile the services that call can change over."
        error={rotate.error?.message}
      >
        {(control) => <Select {...control} options={overlapOptions()} value={overlap} onChange={setOverlap} />}
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
