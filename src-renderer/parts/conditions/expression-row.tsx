import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { readAs } from '#renderer/parts/reading.ts'
import { ConditionExpression } from '#shared/rules/condition.ts'
import type { Verdict } from '#shared/model/trigger-test.ts'
import { VerdictMark } from './verdict-mark.tsx'

type ExpressionRowProps = {
  expression: ConditionExpression
  onChange: (expression: ConditionExpression, onDone?: OnDone) => void
  onRemove: () => void
  error: Error | null
  path: string
  verdict: Verdict | undefined
}

/** One expression of CEL; below it what it comes to, where its field does not say already that it is none. */
export function ExpressionRow(props: ExpressionRowProps): ReactElement {
  const error = errorAt(props.error, `${props.path}.cel`)
  return (
    <div className="expression-row">
      <DraftField
        mono
        label="Expression (CEL)"
        placeholder="data.total > 100.0"
        text={props.expression.cel}
        read={readAs<string>(ConditionExpression.shape.cel, 'An expression of up to 2,000 letters.')}
        onSave={(cel, onDone) => props.onChange({ cel }, onDone)}
        error={error}
      />
      <IconButton small label="Remove the expression" onClick={props.onRemove}>
        <Trash2 className="i s" aria-hidden="true" />
      </IconButton>
      {props.verdict && error === null && <VerdictMark verdict={props.verdict} hasValue={false} />}
    </div>
  )
}
