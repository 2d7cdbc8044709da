import { Search, X } from 'lucide-react'
import type { KeyboardEvent, ReactElement, RefObject } from 'react'
import { useId, useRef } from 'react'
import { parseRequestQuery } from '#shared/query/request-query.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import { FilterChip } from './filter-chip.tsx'
import { SuggestionList, suggestionId } from './suggestion-list.tsx'
import { withSuggestion } from './filter-suggestions.ts'
import { draftOf, mistakesIn, settle } from './filter-terms.ts'
import type { FilterDraft } from './filter-terms.ts'
import { useDebouncedQuery } from './use-debounced-query.ts'
import type { Suggestions } from './use-suggestions.ts'
import { useSuggestions } from './use-suggestions.ts'
import './filter-box.css'

/** The filter: terms become chips, the rest is full text. What it says stands in the address 150 ms after typing. */
export function FilterBox({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useDebouncedQuery(q, onQuery)
  const suggestions = useSuggestions(q, draft.text, (suggestion) =>
    setDraft(settle({ ...draft, text: withSuggestion(draft.text, suggestion) }, false)),
  )
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
        <FilterInput input={input} draft={draft} setDraft={setDraft} suggestions={suggestions} />
        <Kbd>/</Kbd>
      </div>
      <Mistakes mistakes={mistakesIn(draft.text)} />
    </div>
  )
}

const mistakesId = 'filter-mistakes'

function FilterInput({
  input,
  draft,
  setDraft,
  suggestions,
}: {
  input: RefObject<HTMLInputElement | null>
  draft: FilterDraft
  setDraft: (draft: FilterDraft) => void
  suggestions: Suggestions
}): ReactElement {
  const listId = useId()
  const isWrong = mistakesIn(draft.text).length > 0
  const { shown, chosen, close, press } = suggestions
  return (
    <>
      <input
        ref={input}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown.length > 0}
        aria-controls={shown.length > 0 ? listId : undefined}
        aria-activedescendant={chosen ? suggestionId(listId, shown.indexOf(chosen)) : undefined}
        value={draft.text}
        placeholder={draft.chips.length === 0 ? 'Search or filter' : 'Search'}
        aria-label="Filter requests"
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? mistakesId : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(settle({ ...draft, text: event.target.value }, false))}
        onKeyDown={(event) => !press(event) && setDraftByKey(event, draft, setDraft)}
        onBlur={() => {
          close()
          // Whoever leaves has finished typing.
          if (parseRequestQuery(draft.text).mistakes.length > 0) setDraft(settle(draft, true))
        }}
      />
      {shown.length > 0 && <SuggestionList id={listId} suggestions={suggestions} />}
    </>
  )
}

const Mistakes = ({ mistakes }: { mistakes: readonly string[] }): ReactElement | null =>
  mistakes.length === 0 ? null : (
    <div id={mistakesId} className="hint bad" role="alert">
      {mistakes.map((mistake) => (
        <p key={mistake}>{mistake}</p>
      ))}
    </div>
  )

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
