import type { ReactElement } from 'react'
import type { Reading } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import type { Event } from '#shared/model/event.ts'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

/** Another event: its type and its data. */
export const EmitFields = ({ form, path, action, onChange }: FieldsProps<'emit'>): ReactElement => (
  <>
    <TextField
      mono
      label="Type"
      placeholder="deploy.done"
      list="trigger-event-types"
      value={action.type}
      error={form.errorOf(`${path}.type`)}
      onChange={(type) => onChange({ ...action, type })}
    />
    <DraftField
      mono
      lines={4}
      label="Data"
      hint="JSON. {{data.body.ref}} is filled in from the event; a text that is one place alone keeps its type."
      text={JSON.stringify(action.data, null, 2)}
      read={readObject}
      onSave={(data, onDone) => {
        onChange({ ...action, data })
        onDone(true)
      }}
    />
  </>
)

function readObject(text: string): Reading<Event['data']> {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: value as Event['data'] }
  } catch {
    // Said below: it is no JSON either.
  }
  return { mistake: 'This is no JSON object, such as {"commit": "{{data.body.after}}"}.' }
}
