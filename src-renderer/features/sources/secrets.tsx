import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useAddSecret, useRemoveSecret } from '#renderer/data/queries/sources.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { formatDate } from '#renderer/parts/format-time.ts'
import { notify } from '#renderer/parts/toast.tsx'
import type { SecretSummary, Source } from '#shared/model/source.ts'

/** The signing secrets of a source: only their hints are ever shown. Several may stand side by side, as in a rotation. */
export function Secrets({ source }: { source: Source }): ReactElement {
  const [leaving, setLeaving] = useState<SecretSummary | null>(null)
  return (
    <div className="field">
      <span className="lab">Signing secrets</span>
      {source.secrets.length > 0 && (
        <ul className="secrets">
          {source.secrets.map((secret) => (
            <li key={secret.id}>
              <code>{secret.hint}</code>
              <span className="dim ell grow">
                {secret.name && `${secret.name}, `}added {formatDate(new Date(secret.createdAt))}
              </span>
              <IconButton small label={`Remove the secret ${secret.hint}`} onClick={() => setLeaving(secret)}>
                <Trash2 className="i s" aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <AddSecret source={source} />
      <RemoveSecret source={source} secret={leaving} onClose={() => setLeaving(null)} />
    </div>
  )
}

function AddSecret({ source }: { source: Source }): ReactElement {
  const [secret, setSecret] = useState('')
  const [name, setName] = useState('')
  const add = useAddSecret()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    add.mutate(
      { id: source.id, secret, name },
      {
        onSuccess() {
          setSecret('')
          setName('')
          notify('Secret added')
        },
      },
    )
  }
  return (
    <form className="add-line" onSubmit={submit}>
      <Field
        label="Secret"
        hint="As the provider shows it. Kept encrypted on this computer."
        error={add.error?.message}
      >
        {(control) => (
          <Input {...control} mono type="password" value={secret} onChange={(event) => setSecret(event.target.value)} />
        )}
      </Field>
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            placeholder="live"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={secret === '' || add.isPending}>
        Add secret
      </Button>
    </form>
  )
}

function RemoveSecret({
  source,
  secret,
  onClose,
}: {
  source: Source
  secret: SecretSummary | null
  onClose: () => void
}): ReactElement {
  const remove = useRemoveSecret()
  const confirm = (): void => {
    if (secret === null) return
    remove.mutate(
      { id: source.id, secretId: secret.id },
      {
        onSuccess() {
          onClose()
          notify('Secret removed')
        },
      },
    )
  }
  return (
    <Dialog open={secret !== null} onClose={onClose} title="Remove the secret?">
      <p>
        <code>{secret?.hint}</code> is forgotten for good. Requests that are signed with it are no longer verified.
      </p>
      {remove.error && (
        <p className="bad" role="alert">
          {remove.error.message}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" disabled={remove.isPending} onClick={confirm}>
          Remove 1 secret
        </Button>
      </DialogActions>
    </Dialog>
  )
}
