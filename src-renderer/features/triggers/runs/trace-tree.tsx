import { CornerDownRight, Globe, Inbox, Repeat2, SquareCheckBig, Tag, Zap } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Route } from '#renderer/data/routes.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { classNames } from '#renderer/parts/class-names.ts'
import { Moment } from '#renderer/parts/moment.tsx'
import { Pip } from '#renderer/parts/pill.tsx'
import type { Trace, TraceKind, TraceNode } from '#shared/model/trace.ts'
import { toneOf } from './run-words.ts'

const icons: Record<TraceKind, LucideIcon> = {
  request: Inbox,
  event: Tag,
  run: Zap,
  action: CornerDownRight,
  delivery: Globe,
  attempt: Repeat2,
  task: SquareCheckBig,
}

/** Where a step has a screen of its own. */
const routes: Partial<Record<TraceKind, (id: string) => Route>> = {
  request: (id) => ({ screen: 'inspect', id, tab: null, q: '' }),
  delivery: (id) => ({ screen: 'deliveries', id, tab: null, q: '' }),
}

/** Cause and effect as one thread: every step with all that followed from it. `runId` is marked as the one looked at. */
export const TraceTree = ({ trace, runId }: { trace: Trace; runId: string }): ReactElement => (
  <>
    <ul className="tr-trace" aria-label="All that followed">
      <Node node={trace.root} runId={runId} />
    </ul>
    {trace.isCut && <p className="hint">There is more: it is shown with the later events.</p>}
  </>
)

function Node({ node, runId }: { node: TraceNode; runId: string }): ReactElement {
  const { kind, id, title, detail, state, at, children } = node
  const Icon = icons[kind]
  const to = routes[kind]
  return (
    <li>
      <div className={classNames('row', id === runId && 'own')}>
        <Icon className="i s" aria-hidden="true" />
        <span className="sr">{kind}</span>
        {to ? (
          <a className="ell" href={printRoute(to(id))}>
            {title}
          </a>
        ) : (
          <span className="ell">{title}</span>
        )}
        {state && (
          <small className="tr-state">
            <Pip tone={toneOf(state)} />
            {state.replaceAll('_', ' ')}
          </small>
        )}
        <span className="grow" />
        {at && <Moment at={at} />}
      </div>
      {detail && <p className="hint">{detail}</p>}
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Node key={child.id} node={child} runId={runId} />
          ))}
        </ul>
      )}
    </li>
  )
}
