import type { ReactElement } from 'react'
import { Field, Select } from '#renderer/parts/field.tsx'
import { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

const asItIs = 'as-it-is'

const optionsOf = (values: readonly string[], none: string) => [
  { value: asItIs, label: none },
  ...values.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
]

/** What the task is to say. Whatever is left empty stays as it is. */
export function UpsertTaskFields({ form, path, action, onChange }: FieldsProps<'upsert-task'>): ReactElement {
  const text = (name: 'title' | 'externalId' | 'description' | 'assignee' | 'category') => ({
    value: action[name],
    error: form.errorOf(`${path}.${name}`),
    onChange: (value: string) => onChange({ ...action, [name]: value }),
  })
  return (
    <>
      <TextField label="Title" placeholder="Release {{body.head_commit.message}}" {...text('title')} />
      <TextField
        mono
        label="External id"
        placeholder="push-{{body.ref}}"
        hint="By which the next event finds the same task. Empty: each event makes a new one."
        {...text('externalId')}
      />
      <TextField label="Description" lines={2} {...text('description')} />
      <div className="tr-pair">
        <Field label="Status">
          {(control) => (
            <Select
              {...control}
              options={optionsOf(TaskStatus.options, 'Open, or as it is')}
              value={action.status ?? asItIs}
              onChange={(status) => onChange({ ...action, status: TaskStatus.nullable().catch(null).parse(status) })}
            />
          )}
        </Field>
        <Field label="Priority">
          {(control) => (
            <Select
              {...control}
              options={optionsOf(TaskPriority.options, 'None, or as it is')}
              value={action.priority ?? asItIs}
              onChange={(priority) =>
                onChange({ ...action, priority: TaskPriority.nullable().catch(null).parse(priority) })
              }
            />
          )}
        </Field>
        <TextField label="Assignee" placeholder="{{body.pusher.name}}" {...text('assignee')} />
        <TextField label="Category" {...text('category')} />
      </div>
    </>
  )
}
