import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import { ConditionRule, operators } from '#shared/rules/condition.ts'
import type { OperatorName } from '#shared/rules/condition.ts'
import type { OnDone, Reading } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { classNames } from '#renderer/parts/class-names.ts'
import { errorAt } from '#renderer/parts/error-at.ts'
import { readAs } from '#renderer/parts/reading.ts'
import type { Verdict } from '#shared/model/trigger-test.ts'
import type { ConditionSubject } from './rule-value.ts'
import { operatorsOf, printRuleValue, readRuleValue, withOperator } from './rule-value.ts'
import { VerdictMark } from './verdict-mark.tsx'

const fieldWords: Record<ConditionSubject, string> = {
  request: 'Not a field: method, path, event, header.name, query.name, body.path.',
  event: 'Not a field: event, source, data.path, metadata.path.',
}

const valueHints: Partial<Record<(typeof operators)[OperatorName]['takes'], string>> = {
  list: 'one, two, three',
  pattern: '^invoice\\.',
  number: '5000',
}

type RuleRowProps = {
  of: ConditionSubject
  rule: ConditionRule
  onChange: (rule: ConditionRule, onDone?: OnDone) => void
  onRemove: () => void
  error: Error | null
  path: string
  verdict: Verdict | undefined
}

/** One comparison: field, operator, value. */
export function RuleRow({ of, rule, onChange, onRemove, error, path, verdict }: RuleRowProps): ReactElement {
  const { takes } = operators[rule.operator]
  const operatorOptions = operatorsOf(of).map((name) => ({ value: name, label: operators[name].words }))
  const readValue = (text: string): Reading<ConditionRule['value']> => {
    const value = readRuleValue(rule.operator, text)
    return value === null ? { mistake: 'This takes a number.' } : { value }
  }
  return (
    <div className={classNames('rule-row', verdict && 'judged')}>
      <DraftField
        mono
        label="Field"
        list={`condition-fields-${of}`}
        text={rule.field}
        read={readAs<string>(ConditionRule.shape.field, fieldWords[of])}
        onSave={(field, onDone) => onChange({ ...rule, field }, onDone)}
        error={errorAt(error, `${path}.field`)}
      />
      <Field label="Operator">
        {(control) => (
          <Select
            {...control}
            options={operatorOptions}
            value={rule.operator}
            onChange={(name) => onChange(withOperator(rule, name))}
          />
        )}
      </Field>
      {takes === 'nothing' ? (
        <span />
      ) : (
        <DraftField
          mono
          label="Value"
          placeholder={valueHints[takes] ?? ''}
          text={printRuleValue(rule)}
          read={readValue}
          onSave={(value, onDone) => onChange({ ...rule, value }, onDone)}
          error={errorAt(error, `${path}.value`)}
        />
      )}
      {verdict && <VerdictMark verdict={verdict} />}
      <IconButton small label={`Remove the comparison of ${rule.field}`} onClick={onRemove}>
        <Trash2 className="i s" aria-hidden="true" />
      </IconButton>
    </div>
  )
}
