import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FilterDraft } from './filter-terms.ts'
import { draftOf, queryOf } from './filter-terms.ts'

const typingPauseMs = 150

/** The draft of a filter: it follows `q` when that changes elsewhere, and tells its own query after a pause in typing. */
export function useDebouncedQuery(
  q: string,
  onQuery: (q: string) => void,
): [draft: FilterDraft, setDraft: (draft: FilterDraft) => void] {
  const [draft, setDraft] = useState(() => draftOf(q))
  const told = useRef(q)
  const tell = useEffectEvent(onQuery)

  useEffect(() => {
    if (q === told.current) return
    told.current = q
    setDraft(draftOf(q))
  }, [q])

  useEffect(() => {
    const next = queryOf(draft)
    if (next === told.current) return undefined
    const timer = setTimeout(() => {
      told.current = next
      tell(next)
    }, typingPauseMs)
    return () => clearTimeout(timer)
  }, [draft])

  return [draft, setDraft]
}
