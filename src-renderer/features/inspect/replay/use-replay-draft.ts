import { useMemo } from 'react'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { EventIdChoice } from '#shared/model/replay.ts'
import type { Request } from '#shared/model/request.ts'
import type { EditableBody } from './editable-body.ts'
import { readEditableBody } from './editable-body.ts'
import { printHeaderLines } from './header-lines.ts'
import type { ReplayDraft } from './replay-draft.ts'
import type { KeptDraft } from './replay-drafts.ts'
import { useKeptDraft } from './replay-drafts.ts'

/** What is written for the replay of a request, beside what came. */
export type RequestDraft = {
  draft: ReplayDraft
  original: ReplayDraft
  body: EditableBody
  resign: boolean
  eventId: EventIdChoice
  change: (changes: KeptDraft) => void
}

/** The draft of a request: what came, with what was written since. `bytes` is null where they are too many to edit. */
export function useReplayDraft(request: Request, bytes: Uint8Array | null): RequestDraft {
  const [{ resign = false, eventId = 'keep', ...edits }, change] = useKeptDraft(request.id)
  const body = useMemo(() => readEditableBody(bytes, valueOf(request.headers, 'content-encoding')), [bytes, request])
  const original = useMemo(() => originalOf(request, body), [request, body])
  const text = body.kind === 'text' ? (edits.body ?? body.text) : null
  return { draft: { ...original, ...edits, body: text }, original, body, resign, eventId, change }
}

const originalOf = ({ method, path, headers }: Request, body: EditableBody): ReplayDraft => ({
  method,
  path,
  headers: printHeaderLines(headers),
  body: body.kind === 'text' ? body.text : null,
})
