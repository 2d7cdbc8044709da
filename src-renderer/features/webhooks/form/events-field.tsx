import { useState } from 'react'
import type { ReactElement } from 'react'
import { useEventTypes } from '#renderer/data/queries/event-types.ts'
import type { Reading } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { toLines } from '#renderer/parts/reading.ts'
import type { EventType } from '#shared/model/event-type.ts'
import { EventPattern } from '#shared/rules/event-filter.ts'
import type { EventGroup } from './event-choice.ts'
import { chooseType, chooseGroup, everything, groupsOf, groupPattern, otherPatterns } from './event-choice.ts'
import type { WebhookForm } from './use-webhook-form.ts'

const scopes = [
  { value: 'all', label: 'All but system events' },
  { value: 'chosen', label: 'Only these' },
] as const

/** Which events are sent: all, or those of types and patterns. */
export function EventsField({ form: { draft, set, errorOf } }: { form: WebhookForm }): ReactElement {
  const types = useEventTypes()
  const { events } = draft
  const isAll = events.length === 1 && events[0] === everything
  const [mistake, setMistake] = useState<string | null>(null)
  // None is chosen where a pattern is wrong: that is said at its field alone.
  const error = mistake === null ? errorOf('events') : null
  return (
    <div className="events-field">
      <SegmentedControl
        label="Which events"
        options={scopes}
        value={isAll ? 'all' : 'chosen'}
        onChange={(scope) => set({ events: scope === 'all' ? [everything] : [] })}
      />
      {error && (
        <p className="hint bad" role="alert">
          {error}
        </p>
      )}
      {!isAll && (
        <>
          {types.data ? (
            groupsOf(types.data).map((group) => (
              <Group key={group.name} group={group} events={events} onChange={(chosen) => set({ events: chosen })} />
            ))
          ) : (
            <Skeleton width="60%" />
          )}
          <OtherPatterns
            events={events}
            types={types.data ?? []}
            onChange={(chosen) => set({ events: chosen })}
            onMistake={setMistake}
          />
        </>
      )}
    </div>
  )
}

type ChoiceProps = { events: readonly string[]; onChange: (events: string[]) => void }

function Group({ group, events, onChange }: ChoiceProps & { group: EventGroup }): ReactElement {
  const pattern = groupPattern(group.name)
  const isWhole = events.includes(pattern)
  return (
    <fieldset className="event-group">
      <legend>
        <CheckBox checked={isWhole} onChange={(isChosen) => onChange(chooseGroup(events, group, isChosen))}>
          <span className="mono">{pattern}</span>
        </CheckBox>
      </legend>
      <div className="event-types">
        {group.types.map(({ name, description }) => (
          <CheckBox
            key={name}
            title={description}
            checked={isWhole || events.includes(name)}
            disabled={isWhole}
            onChange={(isChosen) => onChange(chooseType(events, name, isChosen))}
          >
            <span className="mono">{name}</span>
          </CheckBox>
        ))}
      </div>
    </fieldset>
  )
}

type PatternProps = ChoiceProps & { types: readonly EventType[]; onMistake: (mistake: string | null) => void }

function OtherPatterns({ events, types, onChange, onMistake }: PatternProps): ReactElement {
  const others = otherPatterns(events, types)
  const listed = events.filter((event) => !others.includes(event))
  return (
    <DraftField
      mono
      label="Other types and patterns"
      hint="With commas between; * stands for a part: stripe.invoice.*, *.failed."
      text={others.join(', ')}
      read={readPatterns}
      onMistake={onMistake}
      onSave={(patterns, onDone) => {
        onChange([...listed, ...patterns])
        onDone(true)
      }}
    />
  )
}

function readPatterns(text: string): Reading<string[]> {
  const patterns = toLines(text)
  const wrong = patterns.find((pattern) => !EventPattern.safeParse(pattern).success)
  if (wrong === undefined) return { value: patterns }
  return { mistake: `${wrong} is no type such as stripe.invoice.paid, nor one with * for a part.` }
}
