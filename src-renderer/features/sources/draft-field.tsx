import { useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Field, Input, TextArea } from '#renderer/parts/field.tsx'

/** What was typed, understood; or what is wrong with it. */
export type Reading<Value> = { value: Value } | { mistake: string }

type DraftFieldProps<Value> = {
  label: string
  hint?: string
  /** The present value as text. */
  text: string
  read: (text: string) => Reading<Value>
  /** Keeps the value; `onSaved` lets go of what was typed. */
  onSave: (value: Value, onSaved: () => void) => void
  error?: string | null
  mono?: boolean
  /** Several lines; Enter then makes a new one. */
  lines?: number
  placeholder?: string
  list?: string
  isNumber?: boolean
}

/** A text that is kept when the field is left or Enter is pressed; Escape takes it back. What is wrong stays to be mended. */
export function DraftField<Value>(props: DraftFieldProps<Value>): ReactElement {
  const { label, hint, text, error = null, mono = false, lines, placeholder, list, isNumber = false } = props
  const draft = useDraft(props)
  const shared = { mono, placeholder, value: draft.text, onBlur: draft.keep }
  return (
    <Field label={label} hint={hint} error={draft.mistake ?? (draft.isDirty ? error : null)}>
      {(control) =>
        lines === undefined ? (
          <Input
            {...control}
            {...shared}
            list={list}
            inputMode={isNumber ? 'numeric' : undefined}
            onChange={(event) => draft.type(event.target.value)}
            onKeyDown={(event) => draft.press(event, true)}
          />
        ) : (
          <TextArea
            {...control}
            {...shared}
            rows={Math.min(12, Math.max(lines, text.split('\n').length))}
            onChange={(event) => draft.type(event.target.value)}
            onKeyDown={(event) => draft.press(event, false)}
          />
        )
      }
    </Field>
  )
}

type Draft = {
  text: string
  isDirty: boolean
  mistake: string | null
  type: (text: string) => void
  keep: () => void
  press: (event: KeyboardEvent, keepsOnEnter: boolean) => void
}

function useDraft<Value>({ text, read, onSave }: DraftFieldProps<Value>): Draft {
  const [typed, setTyped] = useState<string | null>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const drop = (): void => {
    setTyped(null)
    setMistake(null)
  }
  const keep = (): void => {
    if (typed === null) return
    if (typed === text) return drop()
    const reading = read(typed)
    if ('mistake' in reading) return setMistake(reading.mistake)
    setMistake(null)
    onSave(reading.value, drop)
  }
  const press = (event: KeyboardEvent, keepsOnEnter: boolean): void => {
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      drop()
    } else if (event.key === 'Enter' && (keepsOnEnter || event.metaKey || event.ctrlKey)) keep()
  }
  return { text: typed ?? text, isDirty: typed !== null, mistake, type: setTyped, keep, press }
}
