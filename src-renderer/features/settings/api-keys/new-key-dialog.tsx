import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useCreateApiKey } from '#renderer/data/queries/api-keys.ts'
import { showKey } from '#renderer/data/shown-key.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import type { Role } from '#shared/model/api-key.ts'
import { ApiKey, Role as Roles } from '#shared/model/api-key.ts'
import { roleWords } from './key-words.ts'

const roles = Roles.options.map((value) => ({ value, label: roleWords[value] }))
const lifetimes = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: '', label: 'Never' },
] as const

type NewKeyProps = { open: boolean; onClose: () => void }

/** Makes a key for a program. */
export const NewKeyDialog = (props: NewKeyProps): ReactElement => (
  <Dialog open={props.open} onClose={props.onClose} title="New API key">
    <NewKeyForm {...props} />
  </Dialog>
)

function NewKeyForm({ onClose }: NewKeyProps): ReactElement {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [scopes, setScopes] = useState('')
  const [days, setDays] = useState<(typeof lifetimes)[number]['value']>('90')
  const [isTried, setTried] = useState(false)
  const create = useCreateApiKey()
  const mistake = ApiKey.shape.name.safeParse(name).success ? null : 'Say what the key is for, in 1 to 80 letters.'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (mistake !== null) return
    const parts = scopes.split(/[\s,]+/).filter(Boolean)
    const input = {
      name,
      role,
      scopes: parts.length === 0 ? null : parts,
      expiresInDays: days === '' ? null : Number(days),
    }
    create.mutate(input, {
      onSuccess(made) {
        showKey(made)
        onClose()
      },
    })
  }
  const atScopes = errorAt(create.error, 'scopes')
  const isElsewhere = create.error !== null && (atScopes === null || atScopes === create.error.message)
  return (
    <form className="dialog-form" noValidate onSubmit={submit}>
      <Field label="Name" error={isTried ? mistake : null}>
        {(control) => (
          <Input
            {...control}
            placeholder="CI replay job"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Role">{(control) => <Select {...control} options={roles} value={role} onChange={setRole} />}</Field>
      <Field
        label="Only these scopes"
        hint="Empty: all that the role may. Otherwise nouns with read, write or a verb, such as requests:read, events:publish."
        error={isElsewhere ? null : atScopes}
      >
        {(control) => <Input {...control} mono value={scopes} onChange={(event) => setScopes(event.target.value)} />}
      </Field>
      <Field label="Expires">
        {(control) => <Select {...control} options={lifetimes} value={days} onChange={setDays} />}
      </Field>
      {isElsewhere && (
        <p className="bad" role="alert">
          {create.error?.message}
        </p>
      )}
      <Actions isBusy={create.isPending} onClose={onClose} />
    </form>
  )
}

const Actions = ({ isBusy, onClose }: { isBusy: boolean; onClose: () => void }): ReactElement => (
  <DialogActions>
    <Button onClick={onClose}>Cancel</Button>
    <Button type="submit" look="primary" disabled={isBusy}>
      Make the key
    </Button>
  </DialogActions>
)
