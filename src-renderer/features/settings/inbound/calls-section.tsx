import type { ReactElement } from 'react'
import { useInboundCalls } from '#renderer/data/queries/inbound.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatDateTime } from '#renderer/parts/format-time.ts'
import { Moment } from '#renderer/parts/moment.tsx'
import type { Tone } from '#renderer/parts/pill.tsx'
import { Pill } from '#renderer/parts/pill.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { Inbound, InboundCall } from '#shared/model/inbound.ts'

const words: Record<InboundCall['outcome'], { tone: Tone; label: string }> = {
  created: { tone: 'ok', label: 'Made' },
  updated: { tone: 'ok', label: 'Changed' },
  unchanged: { tone: 'idle', label: 'Already so' },
  refused: { tone: 'bad', label: 'Refused' },
}

/** What became of the last calls. */
export const CallsSection = ({ inbound }: { inbound: Inbound }): ReactElement => (
  <section>
    <h2>Last calls</h2>
    <p className="in-about">
      {inbound.acceptedCount} taken in all. The newest are kept with what became of them, without what they said.
    </p>
    <Calls />
  </section>
)

function Calls(): ReactElement {
  const { data, error, refetch } = useInboundCalls()
  if (error)
    return (
      <ErrorBox
        title="The last calls could not be listed"
        error={error}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    )
  if (!data) return <Skeleton width="60%" />
  if (data.items.length === 0) return <p className="none">Nobody has called yet.</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <div className="key-list in-calls" role="region" aria-label="Last calls" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Outcome</th>
            <th scope="col">Status</th>
            <th scope="col">From</th>
            <th scope="col">Task, or why not</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((call) => (
            <CallRow key={call.seq} call={call} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const CallRow = ({ call }: { call: InboundCall }): ReactElement => (
  <tr>
    <td>
      <Moment at={call.at} />
    </td>
    <td>
      <Pill tone={words[call.outcome].tone}>{words[call.outcome].label}</Pill>
      {call.count > 1 && <span className="mid"> {call.count} times</span>}
    </td>
    <td>{call.status}</td>
    <td>
      <code>{call.remoteAddress ?? 'unknown'}</code>
    </td>
    <td className="in-why">
      {call.taskId === null ? (
        call.reason
      ) : (
        <a
          href={printRoute({ screen: 'tasks', id: call.taskId, tab: null, q: '' })}
          aria-label={`Open the task of the call on ${formatDateTime(new Date(call.at))}`}
        >
          Open the task
        </a>
      )}
    </td>
  </tr>
)
