import type { ReactElement } from 'react'
import type { Request } from '#shared/model/request.ts'
import { BodyTab } from './body-tab.tsx'
import { DeliveriesTab } from './deliveries-tab.tsx'
import type { DetailTab } from './detail-tabs.ts'
import { HeadersTab } from './headers-tab.tsx'
import { QueryTab } from './query-tab.tsx'
import { ResponseTab } from './response-tab.tsx'
import { SchemaTab } from './schema-tab.tsx'
import { SignatureTab } from './signature-tab.tsx'
import { TimingTab } from './timing-tab.tsx'

type PanelProps = { request: Request; compareId: string | null; onReplay: () => void }

const panels: Record<DetailTab, (props: PanelProps) => ReactElement> = {
  body: BodyTab,
  headers: HeadersTab,
  query: QueryTab,
  signature: SignatureTab,
  response: ResponseTab,
  timing: TimingTab,
  deliveries: DeliveriesTab,
  schema: SchemaTab,
}

/** What stands under a tab. */
export function TabPanel({ tab, ...props }: PanelProps & { tab: DetailTab }): ReactElement {
  const Panel = panels[tab]
  // What was revealed, typed or unfolded belongs to its request; the way a body is looked at stays for the next one.
  return <Panel key={tab === 'body' ? tab : props.request.id} {...props} />
}
