import { CornerDownRight } from 'lucide-react'
import type { ReactElement } from 'react'
import type { OutputOf } from '#shared/contract/operations.ts'
import { useTaskEvents } from '#renderer/data/queries/tasks.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { deliverySigns } from '#renderer/parts/attempts/delivery-signs.ts'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { Pill } from '#renderer/parts/pill.tsx'
import { taskKey } from './task-words.ts'

type SentEvent = OutputOf<'tasks.events'>['items'][number]

/** What tasks send out, and what became of it. */
export function SentEvents(): ReactElement {
  const { data } = useTaskEvents()
  return (
    <aside className="tk-side" aria-label="Events that tasks send out">
      <header className="tk-side-bar">
        <h2>Events</h2>
        <span className="dim">what tasks send out</span>
      </header>
      {data?.items.length === 0 && (
        <EmptyState>Every change of a task becomes an event, and is listed here.</EmptyState>
      )}
      <ul className="scroll tk-events">
        {data?.items.map((event) => (
          <li key={event.id}>
            <span className="row">
              <a className="mono grow ell" href={printRoute({ screen: 'tasks', id: event.taskId, tab: null, q: '' })}>
                {event.type}
              </a>
              <Moment at={event.time} />
            </span>
            <small className="row">
              <span className="grow ell">
                {taskKey(event.taskNumber)} {event.taskTitle}
              </span>
              <Outcome event={event} />
            </small>
          </li>
        ))}
      </ul>
      <p className="hint tk-side-foot">
        Every change to a task becomes an event. <a href="#/webhooks">Webhooks</a> and triggers listen to them.
      </p>
    </aside>
  )
}

const worstFirst = ['dead_letter', 'retrying', 'held'] as const

function Outcome({ event: { deliveries } }: { event: SentEvent }): ReactElement {
  const worst = worstFirst.find((state) => deliveries.some((delivery) => delivery.state === state))
  if (worst) return <Pill tone={deliverySigns[worst].tone}>{deliverySigns[worst].label}</Pill>
  if (deliveries.length === 0) return <span className="dim">no subscribers</span>
  return (
    <span>
      <CornerDownRight className="i s" aria-hidden="true" /> {deliveries.length} sent
    </span>
  )
}
