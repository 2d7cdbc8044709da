import type { ReactElement } from 'react'
import { Field, Input, TextArea } from '#renderer/parts/field.tsx'

/** A text of an action, kept as it is typed. */
export const TextField = ({
  label,
  value,
  onChange,
  error,
  hint,
  placeholder,
  mono = false,
  lines,
  list,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  error: string | null
  hint?: string
  placeholder?: string
  mono?: boolean
  lines?: number
  list?: string
}): ReactElement => (
  <Field label={label} hint={hint} error={error}>
    {(control) =>
      lines === undefined ? (
        <Input
          {...control}
          mono={mono}
          value={value}
          placeholder={placeholder}
          list={list}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <TextArea
          {...control}
          mono={mono}
          value={value}
          placeholder={placeholder}
          rows={lines}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    }
  </Field>
)
