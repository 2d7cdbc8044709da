import type { ReactElement } from 'react'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'
import { CommandLeave, TimeLimit } from './time-and-leave.tsx'

/** A program and its arguments; it runs only where the trigger allows it. */
export const CommandFields = ({ form, path, action, onChange }: FieldsProps<'command'>): ReactElement => (
  <>
    <TextField
      mono
      label="Program"
      placeholder="/usr/local/bin/deploy"
      hint="It gets the event as JSON on its standard input. There is no shell."
      value={action.program}
      error={form.errorOf(`${path}.program`)}
      onChange={(program) => onChange({ ...action, program })}
    />
    <TextField
      mono
      lines={3}
      label="Arguments, one a line"
      value={action.arguments.join('\n')}
      error={form.errorOf(`${path}.arguments`)}
      onChange={(text) => onChange({ ...action, arguments: text === '' ? [] : text.split('\n') })}
    />
    <TimeLimit
      form={form}
      path={path}
      seconds={action.timeLimitSeconds}
      onChange={(timeLimitSeconds) => onChange({ ...action, timeLimitSeconds })}
    />
    <CommandLeave form={form} />
  </>
)
