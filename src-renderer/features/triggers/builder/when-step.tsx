import type { ReactElement } from 'react'
import { useEventTypes } from '#renderer/data/queries/event-types.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import type { TriggerForm } from './use-trigger-form.ts'
import type { Reading } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { toLines } from '#renderer/parts/reading.ts'
import { EventPattern } from '#shared/rules/event-filter.ts'

const anySource = 'any'

/** Which events a trigger takes: types, source, signature. */
export function WhenStep({ form: { draft, set, errorOf } }: { form: TriggerForm }): ReactElement {
  const types = useEventTypes().data ?? []
  const sources = useSources().data ?? []
  const known = sources.map(({ id, name }) => ({ value: id, label: name }))
  const [first = anySource, ...more] = draft.sources
  // One that is gone, or several that a file has named, stay to be seen.
  const isListed = more.length === 0 && (first === anySource || known.some(({ value }) => value === first))
  const others = isListed ? [] : [{ value: first, label: draft.sources.join(', ') }]
  return (
    <div className="tr-card tr-pair">
      <Field label="From" error={errorOf('sources')}>
        {(control) => (
          <Select
            {...control}
            options={[{ value: anySource, label: 'Any source' }, ...known, ...others]}
            value={first}
            onChange={(source) => set({ sources: source === anySource ? [] : [source] })}
          />
        )}
      </Field>
      <div>
        <DraftField
          mono
          label="Events"
          placeholder="github.push, task.*"
          list="trigger-event-types"
          text={draft.events.join(', ')}
          read={readPatterns}
          onSave={(events, onDone) => {
            set({ events })
            onDone(true)
          }}
        />
        {errorOf('events') && (
          <p className="hint bad" role="alert">
            {errorOf('events')}
          </p>
        )}
        <datalist id="trigger-event-types">
          {types.map(({ name, description }) => (
            <option key={name} value={name}>
              {description}
            </option>
          ))}
        </datalist>
      </div>
      <p className="hint tr-wide">With commas between; * stands for a part. Each event runs it once.</p>
      <div className="tr-wide">
        <CheckBox
          checked={draft.takesFailedSignatures}
          onChange={(takesFailedSignatures) => set({ takesFailedSignatures })}
        >
          Also requests whose signature was checked and is wrong
        </CheckBox>
      </div>
    </div>
  )
}

function readPatterns(text: string): Reading<string[]> {
  const patterns = toLines(text)
  const wrong = patterns.find((pattern) => !EventPattern.safeParse(pattern).success)
  if (wrong === undefined) return { value: patterns }
  return { mistake: `${wrong} is no type such as github.push, nor one with * for a part.` }
}
