import type { ReactElement } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import type { Suggestions } from './use-suggestions.ts'

/** The id of a suggestion's element, for what points at it. */
export const suggestionId = (listId: string, index: number): string => `${listId}-${index}`

/** How to go on with the word that is being typed. The arrows choose, Enter takes, Escape closes. */
export const SuggestionList = ({
  id,
  suggestions: { shown, chosen, take },
}: {
  id: string
  suggestions: Suggestions
}): ReactElement => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <datalist> shows no words beside its values
  <div id={id} className="suggestions" role="listbox" aria-label="Suggestions">
    {shown.map((suggestion, index) => (
      <div
        key={suggestion.word}
        id={suggestionId(id, index)}
        className={classNames('suggestion', suggestion === chosen && 'chosen')}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <option> cannot hold two columns
        role="option"
        tabIndex={-1}
        aria-selected={suggestion === chosen}
        // Before the field loses the focus, which closes the list.
        onPointerDown={(event) => {
          event.preventDefault()
          take(suggestion)
        }}
      >
        <code>{suggestion.word}</code>
        <span className="ell">{suggestion.words}</span>
      </div>
    ))}
  </div>
)
