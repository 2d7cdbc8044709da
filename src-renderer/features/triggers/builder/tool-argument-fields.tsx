import type { ReactElement } from 'react'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import type { Tool } from '#shared/model/tool-server.ts'
import type { ToolArguments, ToolField } from '#shared/rules/actions/tool-arguments.ts'
import {
  argumentText,
  fieldsOfTool,
  readToolArguments,
  withArgument,
  writeToolArguments,
} from '#shared/rules/actions/tool-arguments.ts'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

type ArgumentProps = FieldsProps<'call-tool'> & { tool: Tool | undefined }

/** The arguments of a tool: a field for each simple one, and all of them as the template that the fields write. */
export function ToolArgumentFields({ form, path, action, onChange, tool }: ArgumentProps): ReactElement {
  const given = readToolArguments(action.arguments)
  const fields = tool && given ? fieldsOfTool(tool.inputSchema) : []
  const change = (text: string): void => onChange({ ...action, arguments: text })
  return (
    <>
      {given &&
        fields.map((field) => (
          <ArgumentField
            key={field.name}
            field={field}
            given={given}
            onChange={(text) => change(writeToolArguments(withArgument(given, field, text)))}
          />
        ))}
      <TextField
        mono
        lines={Math.min(12, Math.max(3, action.arguments.split('\n').length))}
        label={fields.length === 0 ? 'Arguments' : 'All arguments'}
        hint='A Liquid template that makes a JSON object: {"title": "{{ data.title }}"}.'
        value={action.arguments}
        error={form.errorOf(`${path}.arguments`)}
        onChange={change}
      />
    </>
  )
}

function ArgumentField({
  field,
  given,
  onChange,
}: {
  field: ToolField
  given: ToolArguments
  onChange: (text: string) => void
}): ReactElement | null {
  const { name, description, isRequired, choices } = field
  const text = argumentText(given[name])
  // Somebody wrote a list or an object into the JSON: it is changed there.
  if (text === null) return null
  const isKnown = text === '' || choices?.includes(text) === true
  return (
    <Field label={isRequired ? `${name} (required)` : name} hint={description || undefined}>
      {(control) =>
        choices && isKnown ? (
          <Select
            {...control}
            options={['', ...choices].map((choice) => ({ value: choice, label: choice || 'Left out' }))}
            value={text}
            onChange={onChange}
          />
        ) : (
          <Input
            {...control}
            mono
            placeholder={field.kind === 'text' ? `{{ data.${name} }}` : undefined}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}
