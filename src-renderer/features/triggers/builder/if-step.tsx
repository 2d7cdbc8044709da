import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { TriggerForm } from './use-trigger-form.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ConditionBuilder } from '#renderer/parts/conditions/condition-builder.tsx'
import { newRule } from '#renderer/parts/conditions/condition-tree.ts'
import type { TriggerTest } from '#shared/model/trigger-test.ts'

/** What must hold of an event; at each comparison what the tested event has there. */
export function IfStep({ form, test }: { form: TriggerForm; test: TriggerTest | undefined }): ReactElement {
  const { draft, set, errorOf } = form
  const { condition } = draft
  if (condition === null) {
    return (
      <div className="tr-card row">
        <p className="grow dim">Nothing: it runs on every event that arrives.</p>
        <Button small onClick={() => set({ condition: { combinator: 'and', rules: [newRule.event] } })}>
          <Plus className="i s" aria-hidden="true" />
          Condition
        </Button>
      </div>
    )
  }
  const verdicts = new Map(test?.verdicts.map((verdict) => [verdict.path, verdict]))
  return (
    <>
      <ConditionBuilder
        of="event"
        takesExpressions
        condition={condition}
        onChange={(changed, onDone) => {
          set({ condition: changed.rules.length === 0 ? null : changed })
          onDone?.(true)
        }}
        error={null}
        path="condition"
        verdicts={verdicts}
      />
      {errorOf('condition') && (
        <p className="hint bad" role="alert">
          {errorOf('condition')}
        </p>
      )}
    </>
  )
}
