import { Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { Tabs, tabElementId } from '#renderer/parts/tabs.tsx'
import type { Request } from '#shared/model/request.ts'
import type { DetailTab } from './detail-tabs.ts'
import { detailTabs } from './detail-tabs.ts'
import { useFittingTabs } from './use-fitting-tabs.ts'

export const detailPanelId = 'request-panel'

/** The id of a tab's element, which names the panel. */
export const detailTabElementId = (tab: DetailTab): string => tabElementId(detailPanelId, tab)

const countsOf = (request: Request): Partial<Record<DetailTab, number>> => ({
  headers: request.headers.length,
  ...(request.deliveryIds.length > 0 && { deliveries: request.deliveryIds.length }),
})

/** The tabs of a request; those that find no room stand under More. */
export function DetailTabBar({
  request,
  selected,
  onSelect,
}: {
  request: Request
  selected: DetailTab
  onSelect: (tab: DetailTab) => void
}): ReactElement {
  const counts = countsOf(request)
  const { frame, count } = useFittingTabs(detailTabs.length)
  const items = detailTabs.map(({ name, label }) => ({ id: name, label, count: counts[name] }))
  const shown = items.slice(0, count)
  const hidden = items.slice(count)
  // The tab that is open is always in sight: it takes the last place.
  const open = hidden.find(({ id }) => id === selected)
  const visible = open ? [...shown.slice(0, -1), open] : shown
  const folded = items.filter((item) => !visible.includes(item))
  return (
    <div className="tab-bar" ref={frame}>
      <Tabs label="Request" items={visible} selected={selected} panelId={detailPanelId} onSelect={onSelect} />
      {folded.length > 0 && (
        <Menu
          align="end"
          entries={folded.map(({ id, label }) => ({ id, label, onSelect: () => onSelect(id) }))}
          trigger={
            <IconButton small label="More tabs">
              <Ellipsis className="i" aria-hidden="true" />
            </IconButton>
          }
        />
      )}
    </div>
  )
}
