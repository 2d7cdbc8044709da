import type { ReactElement } from 'react'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { Field, Select } from '#renderer/parts/field.tsx'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

const aUrl = 'url'

/** Where a delivery goes: a webhook with its settings, or a plain URL. */
export function DeliverFields({ form, path, action, onChange }: FieldsProps<'deliver'>): ReactElement {
  const webhooks = useWebhooks({}).data?.items ?? []
  const { to } = action
  const known = webhooks.map(({ id, name }) => ({ value: id, label: name }))
  const isGone = to.kind === 'webhook' && !known.some(({ value }) => value === to.id)
  const options = [
    { value: aUrl, label: 'A URL, unsigned' },
    ...known,
    ...(isGone ? [{ value: to.id, label: 'A webhook that is gone' }] : []),
  ]
  return (
    <>
      <Field
        label="To"
        hint="A webhook signs, renders and retries as it says."
        error={to.kind === 'webhook' ? form.errorOf(`${path}.to`) : null}
      >
        {(control) => (
          <Select
            {...control}
            options={options}
            value={to.kind === 'webhook' ? to.id : aUrl}
            onChange={(id) =>
              onChange({ ...action, to: id === aUrl ? { kind: 'url', url: '' } : { kind: 'webhook', id } })
            }
          />
        )}
      </Field>
      {to.kind === 'url' && (
        <TextField
          mono
          label="URL"
          placeholder="https://hooks.example.com/in"
          value={to.url}
          error={form.errorOf(`${path}.to`)}
          onChange={(url) => onChange({ ...action, to: { kind: 'url', url } })}
        />
      )}
    </>
  )
}
