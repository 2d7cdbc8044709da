import { Lock } from 'lucide-react'
import type { ReactElement } from 'react'
import type { TriggerForm } from './use-trigger-form.ts'
import { Field } from '#renderer/parts/field.tsx'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'

/** What keeps a trigger from running too often. None of it can be removed. */
export const LimitStep = ({ form: { draft, set, errorOf } }: { form: TriggerForm }): ReactElement => (
  <div className="tr-card tr-limits">
    <Field
      label="Runs an hour"
      hint="What comes beyond is recorded and not run; one notice an hour says so."
      error={errorOf('runsPerHour')}
    >
      {(control) => (
        <NumberInput
          {...control}
          value={draft.runsPerHour}
          onChange={(runs) => set({ runsPerHour: runs ?? Number.NaN })}
        />
      )}
    </Field>
    <p className="row">
      <span className="grow">Once per event, and never for events that this trigger caused</span>
      <Lock className="i s dim" aria-label="Cannot be removed" />
    </p>
  </div>
)
