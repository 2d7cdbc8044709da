import { Search, X } from 'lucide-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { useRef } from 'react'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import { FilterChip } from './filter-chip.tsx'
import { draftOf, mistakeIn, settle } from './filter-terms.ts'
import type { FilterDraft } from './filter-terms.ts'
import { useDebouncedQuery } from './use-debounced-query.ts'
import './filter-box.css'

/** The filter: terms become chips, the rest is full text. What it says stands in the address 150 ms after typing. */
export function FilterBox({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useDebouncedQuery(q, onQuery)
  const mistake = mistakeIn(draft.text)
  useCommands([
    {
      id: 'filter',
      title: 'Filter requests',
      icon: Search,
      group: 'This list',
      keys: '/',
      run: () => input.current?.focus(),
    },
    {
      id: 'clear-filter',
      title: 'Clear filter',
      icon: X,
      group: 'This list',
      isEnabled: q !== '',
      run: () => setDraft(draftOf('')),
    },
  ])
  return (
    <div className="filter">
      <div className="inp q">
        <Search className="i" aria-hidden="true" />
        <Chips draft={draft} onChange={setDraft} onLeave={() => input.current?.focus()} />
        <input
          ref={input}
          value={draft.text}
          placeholder={draft.chips.length === 0 ? 'Search or filter' : 'Search'}
          aria-label="Filter requests"
          aria-invalid={mistake !== null || undefined}
          aria-describedby={mistake === null ? undefined : 'filter-mistake'}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setDraft(settle({ ...draft, text: event.target.value }, false))}
          onKeyDown={(event) => setDraftByKey(event, draft, setDraft)}
        />
        <Kbd>/</Kbd>
      </div>
      {mistake !== null && (
        <p id="filter-mistake" className="hint bad" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}

function setDraftByKey(
  event: KeyboardEvent<HTMLInputElement>,
  draft: FilterDraft,
  setDraft: (draft: FilterDraft) => void,
): void {
  if (event.key === 'Enter') setDraft(settle(draft, true))
  if (event.key === 'Escape') event.currentTarget.blur()
  if (event.key !== 'Backspace' || draft.text !== '' || draft.chips.length === 0) return
  event.preventDefault()
  setDraft({ ...draft, chips: draft.chips.slice(0, -1) })
}

function Chips({
  draft,
  onChange,
  onLeave,
}: {
  draft: FilterDraft
  onChange: (draft: FilterDraft) => void
  onLeave: () => void
}): ReactElement[] {
  const { chips } = draft
  return chips.map((term, index) => (
    <FilterChip
      // Chips hold no state once they are closed, and two may be equal.
      key={index}
      term={term}
      onChange={(next) => onChange({ ...draft, chips: [...chips.slice(0, index), ...next, ...chips.slice(index + 1)] })}
      onLeave={onLeave}
    />
  ))
}
