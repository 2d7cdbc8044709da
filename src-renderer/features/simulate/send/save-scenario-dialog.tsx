import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useSaveScenario } from '#renderer/data/queries/simulations.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { CallOf } from '#shared/contract/operations.ts'

type SaveProps = { recipe: CallOf<'simulations.send'>; open: boolean; onClose: () => void }

/** Keeps what is on the screen under a name; the secret is not kept. */
export const SaveScenarioDialog = (props: SaveProps): ReactElement => (
  <Dialog open={props.open} onClose={props.onClose} title="Save scenario">
    <SaveForm {...props} />
  </Dialog>
)

function SaveForm({ recipe, onClose }: SaveProps): ReactElement {
  const [name, setName] = useState('')
  const save = useSaveScenario()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { secret: _, ...kept } = recipe
    const done = (): void => {
      onClose()
      notify(`${name.trim()} saved`)
    }
    save.mutate({ name: name.trim(), ...kept }, { onSuccess: done })
  }
  const hint = name.trim() === '' ? 'Run it again from here, or with: creel simulations run NAME' : runHint(name.trim())
  return (
    <form className="dialog-form" noValidate onSubmit={submit}>
      <Field label="Name" hint={hint} error={save.error?.message}>
        {(control) => (
          <Input {...control} maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={save.isPending || name.trim() === ''}>
          Save
        </Button>
      </DialogActions>
    </form>
  )
}

const runHint = (name: string): string =>
  `From a terminal: creel simulations run ${/^[\w-]+$/.test(name) ? name : `"${name}"`}`
