import { Pin, Repeat2, Share2, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Kbd } from '#renderer/parts/kbd.tsx'
import { clearSelection } from './selection.ts'
import type { RowActions } from './use-row-actions.ts'

/** What can be done to the selected rows together. */
export const BulkBar = ({
  rows,
  actions,
  onReplay,
}: {
  rows: readonly RequestRow[]
  actions: RowActions
  onReplay: () => void
}): ReactElement => (
  <div className="bulk" role="toolbar" aria-label="Selected requests">
    <b className="m">{rows.length} selected</b>
    <span className="grow" />
    <Button small onClick={onReplay}>
      <Repeat2 className="i s" aria-hidden="true" />
      Replay {rows.length}
    </Button>
    <Button small onClick={() => actions.share(rows)}>
      <Share2 className="i s" aria-hidden="true" />
      Share
    </Button>
    <Button small onClick={() => actions.togglePin(rows)}>
      <Pin className="i s" aria-hidden="true" />
      {rows.every(({ pinned }) => pinned) ? 'Unpin' : 'Pin'} <Kbd>M</Kbd>
    </Button>
    <Button small look="danger" onClick={() => actions.remove(rows)}>
      <Trash2 className="i s" aria-hidden="true" />
      Delete {rows.length} <Kbd>Del</Kbd>
    </Button>
    <Button small look="ghost" onClick={clearSelection}>
      Clear <Kbd>Esc</Kbd>
    </Button>
  </div>
)
