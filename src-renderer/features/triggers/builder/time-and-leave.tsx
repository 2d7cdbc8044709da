import type { ReactElement } from 'react'
import { Field } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'
import type { TriggerForm } from './use-trigger-form.ts'

/** How long something outside of Creel may take. */
export const TimeLimit = ({
  form,
  path,
  seconds,
  onChange,
}: {
  form: TriggerForm
  path: string
  seconds: number
  onChange: (seconds: number) => void
}): ReactElement => (
  <Field label="Ended after, in seconds" error={form.errorOf(`${path}.timeLimitSeconds`)}>
    {(control) => <NumberInput {...control} value={seconds} onChange={(changed) => onChange(changed ?? Number.NaN)} />}
  </Field>
)

/** Whether a trigger may start programs. */
export const CommandLeave = ({ form }: { form: TriggerForm }): ReactElement => (
  <>
    <CheckBox checked={form.draft.allowsCommands} onChange={(allowsCommands) => form.set({ allowsCommands })}>
      Allow this trigger to run commands on this computer
    </CheckBox>
    <p className="hint">Whoever can send events that it takes can then start them.</p>
  </>
)
