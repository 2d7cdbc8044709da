import type { ReactElement } from 'react'
import { Field } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

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
    <Field label="Ended after, in seconds" error={form.errorOf(`${path}.timeLimitSeconds`)}>
      {(control) => (
        <NumberInput
          {...control}
          value={action.timeLimitSeconds}
          onChange={(seconds) => onChange({ ...action, timeLimitSeconds: seconds ?? Number.NaN })}
        />
      )}
    </Field>
    <CheckBox checked={form.draft.allowsCommands} onChange={(allowsCommands) => form.set({ allowsCommands })}>
      Allow this trigger to run commands on this computer
    </CheckBox>
    <p className="hint">Whoever can send events that it takes can then start them.</p>
  </>
)
