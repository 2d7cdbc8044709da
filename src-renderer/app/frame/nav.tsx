import {
  Braces,
  CornerDownRight,
  FlaskConical,
  Globe,
  Inbox,
  Lock,
  Plus,
  Settings,
  SquareCheckBig,
  Webhook,
  Zap,
} from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { Source } from '#shared/model/source.ts'
import { printTerm } from '#shared/query/request-query.ts'
import { chooseSource } from '#renderer/data/queries/current-source.ts'
import { useDeliveryCount } from '#renderer/data/queries/delivery-list.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { useTaskCounts } from '#renderer/data/queries/tasks.ts'
import type { Route } from '#renderer/data/routes.ts'
import { printRoute, useRoute } from '#renderer/data/routes.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { openLayer } from '#renderer/app/layers.ts'
import { loadScreen } from '#renderer/app/screens.tsx'
import { Sparkline } from './sparkline.tsx'
import './nav.css'

const mostCounted = 1000

/** The way around: what exists today, and the sources. */
export function Nav(): ReactElement {
  const route = useRoute()
  const shownQuery = route.screen === 'inspect' ? route.q : null
  return (
    <nav className="nav" aria-label="Main">
      <div className="nav-g">
        <NavLink to={{ screen: 'inspect', id: null, tab: null, q: '' }} title="Inspect" isCurrent={shownQuery !== null}>
          <Inbox className="i" aria-hidden="true" />
          <span>Inspect</span>
          <Unread />
        </NavLink>
        <NavLink
          to={{ screen: 'deliveries', id: null, tab: null, q: '' }}
          title="Deliveries"
          isCurrent={route.screen === 'deliveries'}
        >
          <CornerDownRight className="i" aria-hidden="true" />
          <span>Deliveries</span>
          <Retrying />
        </NavLink>
        <NavLink
          to={{ screen: 'simulate', id: null, tab: null, q: '' }}
          title="Simulate"
          isCurrent={route.screen === 'simulate'}
        >
          <FlaskConical className="i" aria-hidden="true" />
          <span>Simulate</span>
        </NavLink>
      </div>
      <Automate />
      <Sources shownQuery={shownQuery} />
      <div className="nav-g last">
        <NavLink to={{ screen: 'settings' }} title="Settings" isCurrent={route.screen === 'settings'}>
          <Settings className="i" aria-hidden="true" />
          <span>Settings</span>
        </NavLink>
      </div>
    </nav>
  )
}

function Automate(): ReactElement {
  const route = useRoute()
  return (
    <div className="nav-g">
      <div className="nav-h">
        <h2>Automate</h2>
      </div>
      <NavLink
        to={{ screen: 'triggers', id: null, tab: null, q: '' }}
        title="Triggers"
        isCurrent={route.screen === 'triggers'}
      >
        <Zap className="i" aria-hidden="true" />
        <span>Triggers</span>
      </NavLink>
      <NavLink
        to={{ screen: 'webhooks', id: null, tab: null, q: '' }}
        title="Webhooks"
        isCurrent={route.screen === 'webhooks'}
      >
        <Webhook className="i" aria-hidden="true" />
        <span>Webhooks</span>
      </NavLink>
      <NavLink
        to={{ screen: 'templates', id: null, tab: null, q: '' }}
        title="Templates"
        isCurrent={route.screen === 'templates'}
      >
        <Braces className="i" aria-hidden="true" />
        <span>Templates</span>
      </NavLink>
      <NavLink to={{ screen: 'tasks', id: null, tab: null, q: '' }} title="Tasks" isCurrent={route.screen === 'tasks'}>
        <SquareCheckBig className="i" aria-hidden="true" />
        <span>Tasks</span>
        <Unfinished />
      </NavLink>
    </div>
  )
}

function Sources({ shownQuery }: { shownQuery: string | null }): ReactElement {
  const { data: sources = [] } = useSources()
  return (
    <div className="nav-g sources">
      <div className="nav-h">
        <h2>Sources</h2>
        <IconButton small label="New source" onClick={() => openLayer('new-source')}>
          <Plus className="i s" aria-hidden="true" />
        </IconButton>
      </div>
      {sources.map((source) => (
        <SourceLink key={source.id} source={source} shownQuery={shownQuery} />
      ))}
    </div>
  )
}

const NavLink = ({
  to,
  title,
  isCurrent,
  children,
}: {
  to: Route
  title: string
  isCurrent: boolean
  children: ReactNode
}): ReactElement => (
  <a
    href={printRoute(to)}
    title={title}
    aria-label={title}
    aria-current={isCurrent ? 'page' : undefined}
    onPointerEnter={() => void loadScreen(to.screen)}
  >
    {children}
  </a>
)

/** A link that scopes Inspect to one source. */
function SourceLink({ source, shownQuery }: { source: Source; shownQuery: string | null }): ReactElement {
  const q = printTerm({ kind: 'field', field: 'source', comparison: '=', value: source.name, negated: false })
  const Reach = source.publicUrl === null ? Lock : Globe
  return (
    <a
      className="ep"
      href={printRoute({ screen: 'inspect', id: null, tab: null, q })}
      title={`${source.name}, ${source.publicUrl === null ? 'local' : 'public'}`}
      aria-label={`Requests of ${source.name}`}
      aria-current={q === shownQuery ? 'true' : undefined}
      onClick={() => chooseSource(source.id)}
    >
      <Reach className="i" aria-hidden="true" />
      <ProviderBadge provider={source.provider} />
      <span className="ell">{source.name}</span>
      <Sparkline sourceId={source.id} />
    </a>
  )
}

/** How many tasks are not done yet. */
function Unfinished(): ReactElement | null {
  const { data } = useTaskCounts()
  const count = data ? data.open + data.in_progress + data.waiting : 0
  return count === 0 ? null : <span className="n">{formatCount(count)}</span>
}

/** How many are being retried. */
function Retrying(): ReactElement | null {
  const count = useDeliveryCount('state:retrying').data?.count ?? 0
  return count === 0 ? null : <span className="n">{formatCount(count)} retrying</span>
}

function Unread(): ReactElement | null {
  const count = useStatus().data?.unreadCount ?? 0
  if (count === 0) return null
  return (
    <>
      <span className="n">
        <i className="fdot" />
        {count >= mostCounted ? `${mostCounted}+` : count}
        <span className="sr">unread</span>
      </span>
      <span className="dotn" aria-hidden="true" />
    </>
  )
}
