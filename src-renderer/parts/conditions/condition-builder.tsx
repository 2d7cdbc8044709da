import { Plus, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import type { ConditionGroup, ConditionPart } from '#shared/rules/condition.ts'
import { isExpression, isGroup } from '#shared/rules/condition.ts'
import type { PartPath } from './condition-tree.ts'
import { addTo, changeAt, deepestGroup, newExpression, newGroup, newRule } from './condition-tree.ts'
import { ExpressionRow } from './expression-row.tsx'
import { RuleRow } from './rule-row.tsx'
import type { Verdicts } from './verdict-mark.tsx'
import type { ConditionSubject } from './rule-value.ts'
import './conditions.css'

type Change = (condition: ConditionGroup, onDone?: OnDone) => void

type BuilderProps = {
  of: ConditionSubject
  condition: ConditionGroup
  onChange: Change
  error: Error | null
  /** Where this condition stands in the input, for what the server finds wrong. */
  path: string
  /** Expressions may stand in it. */
  takesExpressions?: boolean
  /** What a tested event has in the place of a comparison, by its path. */
  verdicts?: Verdicts
}

const combinators = [
  { value: 'and', label: 'All hold' },
  { value: 'or', label: 'Any holds' },
] as const

const suggestedFields: Record<ConditionSubject, readonly string[]> = {
  request: ['method', 'path', 'event', 'header.', 'query.', 'body', 'body.type'],
  event: ['event', 'source', 'data.id', 'data.status', 'data.priority', 'metadata.actorId'],
}

/** Builds a condition: comparisons, and groups of them two deep. */
export const ConditionBuilder = (props: BuilderProps): ReactElement => (
  <div className="condition">
    <Group {...props} group={props.condition} at={[]} />
    <datalist id={`condition-fields-${props.of}`}>
      {suggestedFields[props.of].map((field) => (
        <option key={field}>{field}</option>
      ))}
    </datalist>
  </div>
)

type GroupProps = BuilderProps & { group: ConditionGroup; at: PartPath }

function Group({ group, at, ...builder }: GroupProps): ReactElement {
  const { of, condition, onChange } = builder
  const replace = (changed: ConditionGroup): void =>
    onChange(at.length === 0 ? changed : changeAt(condition, at, () => changed))
  return (
    <div className="condition-group">
      <div className="row">
        <SegmentedControl
          label="How these are joined"
          options={combinators}
          value={group.combinator}
          onChange={(combinator) => replace({ ...group, combinator })}
        />
        <Switch checked={group.not ?? false} onChange={(not) => replace({ ...group, not })}>
          Not
        </Switch>
        <span className="grow" />
        {at.length > 0 && (
          <IconButton small label="Remove the group" onClick={() => onChange(changeAt(condition, at, () => null))}>
            <Trash2 className="i s" aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {group.rules.length === 0 && <p className="hint">Without a comparison it always holds.</p>}
      {group.rules.map((part, index) => (
        // Parts have no ids; a removed one makes room for the next.
        <Part key={index} {...builder} part={part} at={[...at, index]} />
      ))}
      <div className="row">
        <Button small onClick={() => onChange(addTo(condition, at, newRule[of]))}>
          <Plus className="i s" aria-hidden="true" />
          Comparison
        </Button>
        {at.length + 1 < deepestGroup && (
          <Button small onClick={() => onChange(addTo(condition, at, newGroup(group, of)))}>
            <Plus className="i s" aria-hidden="true" />
            Group
          </Button>
        )}
        {builder.takesExpressions && (
          <Button small onClick={() => onChange(addTo(condition, at, newExpression))}>
            <Plus className="i s" aria-hidden="true" />
            Expression
          </Button>
        )}
      </div>
    </div>
  )
}

function Part({ part, at, ...builder }: BuilderProps & { part: ConditionPart; at: PartPath }): ReactElement {
  const { of, condition, onChange, error, path, verdicts } = builder
  if (isGroup(part)) return <Group {...builder} group={part} at={at} />
  const own = at.map((place) => `rules.${place}`).join('.')
  const row = {
    onRemove: () => onChange(changeAt(condition, at, () => null)),
    error,
    path: `${path}.${own}`,
    verdict: verdicts?.get(own),
  }
  const change = (changed: ConditionPart, onDone?: OnDone): void =>
    onChange(
      changeAt(condition, at, () => changed),
      onDone,
    )
  if (isExpression(part)) return <ExpressionRow {...row} expression={part} onChange={change} />
  return <RuleRow {...row} of={of} rule={part} onChange={change} />
}
