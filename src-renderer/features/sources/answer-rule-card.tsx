import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import { AnswerRule } from '#shared/model/answer.ts'
import { describeCondition } from '#shared/rules/condition.ts'
import { AnswerFields } from './answer-fields.tsx'
import { ConditionBuilder } from '#renderer/parts/conditions/condition-builder.tsx'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { readAs } from '#renderer/parts/reading.ts'
import type { Setting } from '#renderer/parts/use-applied-setting.ts'
import { errorAt } from '#renderer/parts/error-at.ts'

const readName = readAs(AnswerRule.shape.name, 'A name has at most 80 letters.')

type CardProps = { rules: Setting<AnswerRule[]>; rule: AnswerRule; index: number }

/** One rule: when it answers, and with what. */
export function AnswerRuleCard({ rules, rule, index }: CardProps): ReactElement {
  const path = `answerRules.${index}`
  // A mock has hundreds of rules: only an open one has its fields.
  const [isOpen, setIsOpen] = useState(false)
  const change = (changes: Partial<AnswerRule>, onDone?: OnDone): void =>
    rules.save(rules.value.with(index, { ...rule, ...changes }), onDone)
  return (
    <li className="answer-rule">
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <b className="ell">{rule.name || `Rule ${index + 1}`}</b>
          <span className="dim ell grow">
            {rule.answer.status} when {describeCondition(rule.when)}
          </span>
        </summary>
        {isOpen && (
          <div className="answer-rule-body">
            <DraftField
              label="Name"
              text={rule.name}
              read={readName}
              onSave={(name, onDone) => change({ name }, onDone)}
              error={errorAt(rules.error, `${path}.name`)}
            />
            <div className="field">
              <span className="lab">When</span>
              <ConditionBuilder
                of="request"
                condition={rule.when}
                onChange={(when, onDone) => change({ when }, onDone)}
                error={rules.error}
                path={`${path}.when`}
              />
            </div>
            <AnswerFields
              answer={rule.answer}
              onSave={(answer, onDone) => change({ answer }, onDone)}
              error={rules.error}
              path={`${path}.answer`}
            />
          </div>
        )}
      </details>
      <RuleButtons rules={rules} rule={rule} index={index} />
    </li>
  )
}

function RuleButtons({ rules, rule, index }: CardProps): ReactElement {
  const name = rule.name || `rule ${index + 1}`
  const others = rules.value.toSpliced(index, 1)
  const move = (step: 1 | -1): void => rules.save(others.toSpliced(index + step, 0, rule))
  return (
    <div className="answer-rule-buttons">
      <IconButton small label={`Move ${name} up`} disabled={index === 0} onClick={() => move(-1)}>
        <ArrowUp className="i s" aria-hidden="true" />
      </IconButton>
      <IconButton small label={`Move ${name} down`} disabled={index === others.length} onClick={() => move(1)}>
        <ArrowDown className="i s" aria-hidden="true" />
      </IconButton>
      <IconButton small label={`Remove ${name}`} onClick={() => rules.save(others)}>
        <Trash2 className="i s" aria-hidden="true" />
      </IconButton>
    </div>
  )
}
