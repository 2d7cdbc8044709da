import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { go } from '#renderer/data/routes.ts'
import type { DetailTab } from './detail-tabs.ts'
import type { LineNode } from './line-nodes.ts'

const icons: Record<LineNode['tone'], LucideIcon> = {
  ok: CircleCheck,
  bad: CircleAlert,
  idle: CircleDashed,
  busy: LoaderCircle,
}

/** The Line: cause and effect as one thread; each station opens its tab, or the trigger that it is about. */
export const Line = ({
  nodes,
  onOpen,
}: {
  nodes: readonly LineNode[]
  onOpen: (tab: DetailTab) => void
}): ReactElement => (
  <ol
    className="line"
    aria-label="What happened to this request"
    style={{ gridTemplateColumns: `repeat(${nodes.length}, minmax(0, 1fr))` }}
  >
    {nodes.map((node) => (
      <Station key={node.id} node={node} onOpen={onOpen} />
    ))}
  </ol>
)

function Station({ node, onOpen }: { node: LineNode; onOpen: (tab: DetailTab) => void }): ReactElement {
  const { tone, title, detail } = node
  const Icon = icons[tone]
  const open = (): void =>
    'tab' in node ? onOpen(node.tab) : go({ screen: 'triggers', id: node.triggerId, tab: 'runs', q: '' })
  return (
    <li>
      <span className={`nd ${tone}`}>
        <Icon className="i" aria-hidden="true" />
      </span>
      <button type="button" onClick={open} title={detail}>
        <b>{title}</b>
        <small className={tone === 'bad' ? 'bad' : undefined}>{detail}</small>
      </button>
    </li>
  )
}
