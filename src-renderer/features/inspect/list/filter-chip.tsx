import { X } from 'lucide-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { useState } from 'react'
import type { QueryTerm } from '#shared/query/request-query.ts'
import { parseRequestQuery, printTerm } from '#shared/query/request-query.ts'
import { chipWords } from './filter-terms.ts'

/** One term of the filter: pressed, it can be edited in place. An empty edit removes it. */
export function FilterChip({
  term,
  onChange,
  onLeave,
}: {
  term: QueryTerm
  onChange: (terms: QueryTerm[]) => void
  onLeave: () => void
}): ReactElement {
  const [edit, setEdit] = useState<string | null>(null)
  const { name, value } = chipWords(term)
  if (edit !== null) {
    return (
      <ChipEditor
        text={edit}
        onType={setEdit}
        onClose={(isKept) => {
          setEdit(null)
          onLeave()
          if (isKept) onChange(parseRequestQuery(edit).terms)
        }}
      />
    )
  }
  return (
    <span className="chip">
      <button type="button" className="chip-words" title={printTerm(term)} onClick={() => setEdit(printTerm(term))}>
        <span>{name}</span>
        <b>{value}</b>
      </button>
      <button
        type="button"
        className="chip-x"
        aria-label={`Remove filter ${name} ${value}`}
        onClick={() => onChange([])}
      >
        <X className="i s" aria-hidden="true" />
      </button>
    </span>
  )
}

function ChipEditor({
  text,
  onType,
  onClose,
}: {
  text: string
  onType: (text: string) => void
  onClose: (isKept: boolean) => void
}): ReactElement {
  const { mistakes } = parseRequestQuery(text)
  const message = mistakes[0]?.message
  const close = (isKept: boolean): void => {
    // What cannot be understood is not thrown away: it stays open to be mended.
    if (!isKept || mistakes.length === 0) onClose(isKept)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') close(true)
    if (event.key === 'Escape') close(false)
    event.stopPropagation()
  }
  return (
    <input
      className="chip-edit"
      // The editor takes the place of the button that was just pressed.
      ref={(element) => element?.focus()}
      value={text}
      size={Math.max(6, text.length)}
      aria-label="Edit filter"
      aria-invalid={message !== undefined || undefined}
      title={message}
      spellCheck={false}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={press}
      onBlur={() => onClose(mistakes.length === 0)}
    />
  )
}
