import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { DetailTab } from './detail-tabs.ts'
import type { LineNode } from './line-nodes.ts'

const icons: Record<LineNode['tone'], LucideIcon> = {
  ok: CircleCheck,
  bad: CircleAlert,
  idle: CircleDashed,
  busy: LoaderCircle,
}

/** The Line: cause and effect as one thread; each station opens its tab. */
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

function Station({
  node: { tone, title, detail, tab },
  onOpen,
}: {
  node: LineNode
  onOpen: (tab: DetailTab) => void
}): ReactElement {
  const Icon = icons[tone]
  return (
    <li>
      <span className={`nd ${tone}`}>
        <Icon className="i" aria-hidden="true" />
      </span>
      <button type="button" onClick={() => onOpen(tab)} title={detail}>
        <b>{title}</b>
        <small className={tone === 'bad' ? 'bad' : undefined}>{detail}</small>
      </button>
    </li>
  )
}
