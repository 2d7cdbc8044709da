import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { chooseSource } from '#renderer/data/queries/current-source.ts'
import { useCreateSource } from '#renderer/data/queries/sources.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import { ProviderName, providerChoice } from '#shared/model/provider.ts'
import { SourceSettings } from '#shared/model/source.ts'

type Choice = ProviderName | 'any'

const providers: { value: Choice; label: string }[] = [
  { value: 'any', label: 'Any, recognised for each request' },
  ...ProviderName.options.map((name) => ({ value: name, label: providerChoice(name) })),
]

/** Makes a source: a name is enough, the rest has its own screen. */
export const NewSourceDialog = ({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement => (
  <Dialog open={open} onClose={onClose} title="New source">
    <NewSourceForm onClose={onClose} />
  </Dialog>
)

function NewSourceForm({ onClose }: { onClose: () => void }): ReactElement {
  const [name, setName] = useState('')
  const [provider, setProvider] = useState<Choice>('any')
  const [mistake, setMistake] = useState<string | null>(null)
  const create = useCreateSource()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const isName = SourceSettings.shape.name.safeParse(name).success
    setMistake(isName ? null : 'A name has 1 to 80 letters.')
    if (!isName) return
    create.mutate(
      { name, provider: provider === 'any' ? null : provider },
      {
        onSuccess(source) {
          onClose()
          chooseSource(source.id)
          go({ screen: 'sources', id: source.id })
          notify(`Source ${source.name} made`)
        },
      },
    )
  }
  return (
    <form className="new-source" noValidate onSubmit={submit}>
      <Field label="Name" hint="Who sends, such as stripe-live." error={mistake ?? create.error?.message}>
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label="Provider">
        {(control) => <Select {...control} options={providers} value={provider} onChange={setProvider} />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={create.isPending}>
          Make the source
        </Button>
      </DialogActions>
    </form>
  )
}
