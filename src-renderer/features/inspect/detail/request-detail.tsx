import type { ReactElement } from 'react'
import { useDeliveries } from '#renderer/data/queries/deliveries.ts'
import { useRequest } from '#renderer/data/queries/requests.ts'
import { useRunsOnRequest } from '#renderer/data/queries/triggers.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { useKept } from '#renderer/parts/use-kept.ts'
import { useNow } from '#renderer/parts/use-now.ts'
import type { Request } from '#shared/model/request.ts'
import { DetailHeader } from './detail-header.tsx'
import { DetailSkeleton } from './detail-skeleton.tsx'
import type { DetailTab } from './detail-tabs.ts'
import { detailTabs } from './detail-tabs.ts'
import { DetailTabBar, detailPanelId, detailTabElementId } from './detail-tab-bar.tsx'
import { Line } from './line.tsx'
import { lineNodes } from './line-nodes.ts'
import { TabPanel } from './tab-panel.tsx'
import './detail.css'

export type RequestDetailProps = {
  id: string
  tab: DetailTab
  /** The request to compare with, where two were selected. */
  compareId: string | null
  menu: readonly MenuEntry[]
  onTab: (tab: DetailTab) => void
  onReplay: () => void
  onCopyCurl: () => void
}

/** One request: what it was, what became of it, and everything that is known of it. */
export function RequestDetail(props: RequestDetailProps): ReactElement {
  const request = useRequest(props.id)
  const { shown, isOld } = useKept(request.data)
  if (request.error) {
    const again = <Button onClick={() => void request.refetch()}>Try again</Button>
    return <ErrorBox title="The request could not be shown" error={request.error} action={again} />
  }
  return shown ? <Loaded request={shown} isOld={isOld} {...props} /> : <DetailSkeleton />
}

function Loaded({ request, isOld, ...props }: RequestDetailProps & { request: Request; isOld: boolean }): ReactElement {
  const { tab, onTab, onReplay } = props
  const now = useNow()
  const deliveries = useDeliveries(request.id)
  const runs = useRunsOnRequest(request.id)
  useCommands(
    detailTabs.map(({ name, label }, index) => ({
      id: `tab-${name}`,
      title: `Show ${label.toLowerCase()}`,
      group: 'This request',
      keys: String(index + 1),
      run: () => onTab(name),
    })),
  )
  return (
    <article
      className="detail col"
      aria-label="Request"
      aria-busy={isOld}
      data-old={isOld || undefined}
      data-request={request.id}
    >
      <DetailHeader request={request} menu={props.menu} onReplay={onReplay} onCopyCurl={props.onCopyCurl} />
      {request.note !== null && <p className="note">{request.note}</p>}
      <Line
        nodes={lineNodes(request, { runs: runs.data ?? [], deliveries: deliveries.data ?? [] }, now)}
        onOpen={onTab}
      />
      <DetailTabBar request={request} selected={tab} onSelect={onTab} />
      <div role="tabpanel" id={detailPanelId} aria-labelledby={detailTabElementId(tab)} className="tab-panel col">
        <TabPanel tab={tab} request={request} compareId={props.compareId} onReplay={onReplay} />
      </div>
    </article>
  )
}
