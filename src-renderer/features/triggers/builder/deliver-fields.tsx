import type { ReactElement } from 'react'
import { useTemplateOptions } from '#renderer/data/queries/template-options.ts'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { Field, Select } from '#renderer/parts/field.tsx'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

const aUrl = 'url'
const ownPayload = ''

/** Where a delivery goes, a webhook with its settings or a plain URL, and what makes its payload. */
export function DeliverFields({ form, path, action, onChange }: FieldsProps<'deliver'>): ReactElement {
  const webhooks = useWebhooks({}).data?.items
  const { to, templateId } = action
  const known = (webhooks ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const isUnknown = to.kind === 'webhook' && !known.some(({ value }) => value === to.id)
  const options = [
    { value: aUrl, label: 'A URL, unsigned' },
    ...known,
    ...(isUnknown ? [{ value: to.id, label: webhooks ? 'A webhook that is gone' : 'The one that is set' }] : []),
  ]
  const templates = [
    { value: ownPayload, label: to.kind === 'url' ? 'None: the event as it is' : 'As the webhook says' },
    ...useTemplateOptions(templateId),
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
      <Field
        label="Template"
        hint="Makes the whole body. What is published of it when the trigger runs is sent."
        error={form.errorOf(`${path}.templateId`)}
      >
        {(control) => (
          <Select
            {...control}
            options={templates}
            value={templateId ?? ownPayload}
            onChange={(id) => onChange({ ...action, templateId: id === ownPayload ? null : id })}
          />
        )}
      </Field>
    </>
  )
}
