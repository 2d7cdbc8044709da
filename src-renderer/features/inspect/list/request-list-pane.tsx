import type { ReactElement, ReactNode } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import type { ManyToReplay } from '#renderer/data/queries/replays.ts'
import { go } from '#renderer/data/routes.ts'
import { CountsLine } from './counts-line.tsx'
import { FilterBox } from './filter-box.tsx'
import { understoodPart } from './filter-terms.ts'
import { LiveButton } from './live-button.tsx'
import { RequestList } from './request-list.tsx'
import { Tape } from './tape.tsx'
import { ViewsMenu } from './views-menu.tsx'

/** The left half of Inspect: filter, tape, counts and the list itself. */
export function RequestListPane({
  q,
  openId,
  tab,
  progress,
  onNote,
  onReplay,
}: {
  q: string
  openId: string | null
  tab: string | null
  /** What is under way for many requests. */
  progress: ReactNode
  onNote: (row: RequestRow) => void
  onReplay: (many: ManyToReplay) => void
}): ReactElement {
  const asked = understoodPart(q)
  const setQuery = (next: string): void => go({ screen: 'inspect', id: openId, tab, q: next }, { replace: true })
  return (
    <section className="col grow list-pane" aria-label="Requests">
      <h1 className="sr">Inspect</h1>
      <div className="fbar">
        <FilterBox q={q} onQuery={setQuery} />
        <ViewsMenu q={asked} onQuery={setQuery} />
        <LiveButton />
      </div>
      {progress}
      <Tape q={asked} onQuery={setQuery} />
      <CountsLine q={asked} onReplay={() => onReplay({ q: asked })} />
      <RequestList q={asked} openId={openId} tab={tab} onQuery={setQuery} onNote={onNote} onReplay={onReplay} />
    </section>
  )
}
