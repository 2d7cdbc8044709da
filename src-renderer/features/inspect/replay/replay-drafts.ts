import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { EventIdChoice } from '#shared/model/replay.ts'
import type { ReplayDraft } from './replay-draft.ts'

/** What was written for a replay and not sent yet; what is missing is as it came. */
export type KeptDraft = Partial<ReplayDraft> & { resign?: boolean; eventId?: EventIdChoice }

type Drafts = { drafts: { id: string; draft: KeptDraft }[] }

// A browser keeps little, and writes all of it with every letter: longer bodies last while this window does.
const keptDrafts = 8
const keptLetters = 100_000
const isShort = ({ draft }: Drafts['drafts'][number]): boolean => (draft.body?.length ?? 0) <= keptLetters

/** Edits outlive a restart of the app; kept in this browser, the latest few. */
const useDrafts = create<Drafts>()(
  persist((): Drafts => ({ drafts: [] }), {
    name: 'creel.replay-drafts',
    partialize: ({ drafts }) => ({ drafts: drafts.filter(isShort) }),
  }),
)

const nothing: KeptDraft = {}

/** The draft of a request, and how to change it. */
export function useKeptDraft(id: string): [draft: KeptDraft, change: (changes: KeptDraft) => void] {
  const draft = useDrafts(({ drafts }) => drafts.find((kept) => kept.id === id)?.draft ?? nothing)
  return [draft, (changes) => keepDraft(id, { ...draft, ...changes })]
}

/** Forgets what was written: the request is as it came. */
export function forgetDraft(id: string): void {
  useDrafts.setState(({ drafts }) => ({ drafts: drafts.filter((kept) => kept.id !== id) }))
}

function keepDraft(id: string, draft: KeptDraft): void {
  useDrafts.setState(({ drafts }) => {
    const others = drafts.filter((kept) => kept.id !== id)
    return { drafts: [...others, { id, draft }].slice(-keptDrafts) }
  })
}
