import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useAddSecret } from '#renderer/data/queries/sources.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { ProviderName } from '#shared/model/provider.ts'
import { providerLabels } from '#shared/model/provider.ts'

/** The secret that is missing, asked for where it is missed; requests that are stored are checked with it too. */
export function AddSecret({ sourceId, provider }: { sourceId: string; provider: ProviderName | null }): ReactElement {
  const [secret, setSecret] = useState('')
  const add = useAddSecret()
  const name = provider === null ? 'Signing' : providerLabels[provider].title
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (secret.trim() === '') return
    add.mutate({ id: sourceId, secret }, { onSuccess: () => notify('Secret added') })
  }
  return (
    <form className="add-secret" onSubmit={submit}>
      <Field
        label={`${name} secret`}
        hint="Kept encrypted on this computer. Requests of this sender that are already here are checked with it too."
        error={add.error?.message}
      >
        {(control) => (
          <Input {...control} mono type="password" value={secret} onChange={(event) => setSecret(event.target.value)} />
        )}
      </Field>
      <Button type="submit" look="primary" disabled={secret.trim() === '' || add.isPending}>
        Add secret
      </Button>
    </form>
  )
}
