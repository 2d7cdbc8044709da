import type { KeyboardEvent } from 'react'
import { useMemo, useState } from 'react'
import { useRequestList } from '#renderer/data/queries/request-list.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import type { KnownValues, Suggestion } from './filter-suggestions.ts'
import { suggestionsFor } from './filter-suggestions.ts'

/** The suggestions for what is being typed, and the one that Enter would take. */
export type Suggestions = {
  shown: readonly Suggestion[]
  chosen: Suggestion | null
  /** Acts on a key that is about the suggestions; true where it was. */
  press: (event: KeyboardEvent) => boolean
  take: (suggestion: Suggestion) => void
  close: () => void
}

/** Suggests how to go on with a filter. `onTake` is told which suggestion was taken. */
export function useSuggestions(q: string, text: string, onTake: (suggestion: Suggestion) => void): Suggestions {
  const known = useKnownValues(q)
  // Closed, or moved in, for this text only: whoever types on is helped again.
  const [place, setPlace] = useState({ text: '', index: -1, isClosed: true })
  const isOpen = place.text !== text || !place.isClosed
  const found = useMemo(() => suggestionsFor(text, known), [text, known])
  const shown = isOpen ? found : []
  const index = place.text === text ? Math.min(place.index, shown.length - 1) : -1
  const chosen = shown[index] ?? null
  const close = (): void => setPlace({ text, index: -1, isClosed: true })

  const press = (event: KeyboardEvent): boolean => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      const count = found.length
      setPlace({ text, isClosed: false, index: index < 0 && step < 0 ? count - 1 : (index + step + count) % count })
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) onTake(chosen)
    else if (event.key === 'Escape' && shown.length > 0) close()
    else return false
    event.preventDefault()
    return true
  }
  return { shown, chosen, press, take: onTake, close }
}

function useKnownValues(q: string): KnownValues {
  const { data: sources } = useSources()
  const { data: list } = useRequestList(q)
  return useMemo(
    () => ({
      sources: sources?.map(({ name }) => name) ?? [],
      rows: list?.pages.flatMap((page) => page.items) ?? [],
    }),
    [sources, list],
  )
}
