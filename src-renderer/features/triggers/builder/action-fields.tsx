import type { ReactElement } from 'react'
import type { TriggerForm } from './use-trigger-form.ts'
import type { Action, ActionKindName, ActionOf } from '#shared/rules/actions/actions.ts'
import { CallToolFields } from './call-tool-fields.tsx'
import { CommandFields } from './command-fields.tsx'
import { DeliverFields } from './deliver-fields.tsx'
import { EmitFields } from './emit-fields.tsx'
import { TextField } from './text-field.tsx'
import { UpsertTaskFields } from './upsert-task-fields.tsx'

export type FieldsProps<Kind extends ActionKindName> = {
  form: TriggerForm
  path: string
  action: ActionOf<Kind>
  onChange: (action: ActionOf<Kind>) => void
}

const fields: { [Kind in ActionKindName]: (props: FieldsProps<Kind>) => ReactElement } = {
  deliver: DeliverFields,
  'upsert-task': UpsertTaskFields,
  'complete-task': ({ form, path, action, onChange }) => (
    <TextField
      mono
      label="Task"
      hint="Its id or its external id; {{data.id}} is the task that the event tells of."
      value={action.task}
      error={form.errorOf(`${path}.task`)}
      onChange={(task) => onChange({ ...action, task })}
    />
  ),
  forward: ({ form, path, action, onChange }) => (
    <TextField
      mono
      label="To"
      placeholder="http://localhost:3000/hooks"
      hint="The request goes there as it came, byte by byte."
      value={action.url}
      error={form.errorOf(`${path}.url`)}
      onChange={(url) => onChange({ ...action, url })}
    />
  ),
  emit: EmitFields,
  notify: ({ form, path, action, onChange }) => (
    <>
      <TextField
        label="Title"
        placeholder="{{data.title}} is done"
        value={action.title}
        error={form.errorOf(`${path}.title`)}
        onChange={(title) => onChange({ ...action, title })}
      />
      <TextField
        label="Text"
        value={action.text}
        error={form.errorOf(`${path}.text`)}
        onChange={(text) => onChange({ ...action, text })}
      />
    </>
  ),
  command: CommandFields,
  'call-tool': CallToolFields,
}

type AnyFields = { form: TriggerForm; path: string; action: Action; onChange: (action: Action) => void }

/** The settings of an action, by its kind. */
export function ActionFields(props: AnyFields): ReactElement {
  // One place where TypeScript cannot follow that a kind and an action of one name belong together.
  const Fields = fields[props.action.kind] as (given: AnyFields) => ReactElement
  return (
    <div className="tr-fields">
      <Fields {...props} />
    </div>
  )
}
