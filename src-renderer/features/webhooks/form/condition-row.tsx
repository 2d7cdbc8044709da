import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { ConditionBuilder } from '#renderer/parts/conditions/condition-builder.tsx'
import { newRule } from '#renderer/parts/conditions/condition-tree.ts'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { describeCondition } from '#shared/rules/condition.ts'
import type { WebhookForm } from './use-webhook-form.ts'

/** Which of the chosen events are sent: those that meet a condition. */
export function ConditionRow({ form: { draft, set, errorOf } }: { form: WebhookForm }): ReactElement {
  const { condition } = draft
  const error = errorOf('condition')
  return (
    <div className="form-row wide">
      <div className="row">
        <div className="grow">
          <h3>Only if</h3>
          <p className="hint">{condition ? describeCondition(condition) : 'Every chosen event is sent.'}</p>
        </div>
        {condition ? (
          <Button small onClick={() => set({ condition: null })}>
            Send all
          </Button>
        ) : (
          <Button small onClick={() => set({ condition: { combinator: 'and', rules: [newRule.event] } })}>
            Add a condition
          </Button>
        )}
      </div>
      {condition && (
        <ConditionBuilder
          of="event"
          condition={condition}
          onChange={(changed, onDone) => {
            set({ condition: changed })
            onDone?.(true)
          }}
          error={null}
          path="condition"
        />
      )}
      {error && (
        <p className="hint bad" role="alert">
          {error}
        </p>
      )}
      <CheckBox
        checked={draft.takesFailedSignatures}
        onChange={(takesFailedSignatures) => set({ takesFailedSignatures })}
      >
        Also requests whose signature was checked and is wrong
      </CheckBox>
    </div>
  )
}
