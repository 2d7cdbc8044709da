import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Field, Input, TextArea } from './field.tsx'

/** What was typed, understood; or what is wrong with it. */
export type Reading<Value> = { value: Value } | { mistake: string }

/** Tells what became of a value that was sent: kept, or refused. */
export type OnDone = (isKept: boolean) => void

type DraftFieldProps<Value> = {
  label: string
  hint?: string
  /** The present value as text. */
  text: string
  read: (text: string) => Reading<Value>
  /** Sends the value; `onDone` lets go of what was typed, unless it was refused or more was typed since. */
  onSave: (value: Value, onDone: OnDone) => void
  error?: string | null
  mono?: boolean
  /** Several lines; Enter then makes a new one. */
  lines?: number
  placeholder?: string
  list?: string
  isNumber?: boolean
  /** Told what is wrong with what was typed, and when nothing is any more. */
  onMistake?: (mistake: string | null) => void
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

function useDraft<Value>({ text, read, onSave, onMistake }: DraftFieldProps<Value>): Draft {
  const [typed, setTyped] = useState<string | null>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const sent = useRef<string | null>(null)
  const tell = useEffectEvent((now: string | null) => onMistake?.(now))
  useEffect(() => tell(mistake), [mistake])
  const drop = (): void => {
    setTyped(null)
    setMistake(null)
  }
  const keep = (): void => {
    // Enter sends it, and so does leaving the field: once is enough.
    if (typed === null || typed === sent.current) return
    if (typed === text) return drop()
    const reading = read(typed)
    if ('mistake' in reading) return setMistake(reading.mistake)
    setMistake(null)
    sent.current = typed
    onSave(reading.value, (isKept) => {
      if (sent.current === typed) sent.current = null
      if (isKept) setTyped((now) => (now === typed ? null : now))
    })
  }
  const press = (event: KeyboardEvent, keepsOnEnter: boolean): void => {
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      drop()
    } else if (event.key === 'Enter' && (keepsOnEnter || event.metaKey || event.ctrlKey)) keep()
  }
  return { text: typed ?? text, isDirty: typed !== null, mistake, type: setTyped, keep, press }
}
