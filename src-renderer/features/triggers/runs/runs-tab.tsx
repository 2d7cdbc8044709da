import { useState } from 'react'
import type { ReactElement } from 'react'
import { useRun, useRuns, useTrace } from '#renderer/data/queries/triggers.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { Pill } from '#renderer/parts/pill.tsx'
import { useNow } from '#renderer/parts/use-now.ts'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { ActionRun, Run, RunRow } from '#shared/model/run.ts'
import { runWords, toneOf } from './run-words.ts'
import { TraceTree } from './trace-tree.tsx'

/** When a trigger ran, what came of it, and all that followed. */
export function RunsTab({ triggerId }: { triggerId: string }): ReactElement {
  const runs = useRuns(triggerId)
  const [chosen, setChosen] = useState<string | null>(null)
  if (runs.error) {
    const again = <Button onClick={() => void runs.refetch()}>Try again</Button>
    return <ErrorBox title="The runs could not be listed" error={runs.error} action={again} />
  }
  if (!runs.data) return <Skeleton width="60%" />
  const [newest] = runs.data
  if (!newest) return <EmptyState>It has not run yet. Its runs stand here, each with all that followed.</EmptyState>
  const open = runs.data.some(({ id }) => id === chosen) ? (chosen ?? newest.id) : newest.id
  return (
    <div className="tr-runs">
      <ul className="tr-run-list" aria-label="Runs">
        {runs.data.map((run) => (
          <li key={run.id}>
            <button type="button" aria-current={run.id === open ? 'true' : undefined} onClick={() => setChosen(run.id)}>
              <RunLine run={run} />
            </button>
          </li>
        ))}
      </ul>
      <RunDetail key={open} id={open} />
    </div>
  )
}

const RunLine = ({ run }: { run: RunRow }): ReactElement => (
  <>
    <Pill tone={toneOf(run.state)}>{runWords[run.state]}</Pill>
    <span className="mono ell grow">{run.eventType}</span>
    <time dateTime={run.createdAt}>{formatMoment(new Date(run.createdAt), useNow())}</time>
  </>
)

function RunDetail({ id }: { id: string }): ReactElement {
  const run = useRun(id)
  if (run.error) return <ErrorBox title="The run could not be shown" error={run.error} />
  if (!run.data) return <Skeleton width="40%" />
  return (
    <section className="tr-run" aria-label="Run">
      <p className="hint">
        {run.data.reason ?? `Version ${run.data.triggerVersion} ran on ${run.data.eventType}.`}
        {run.data.requestId && (
          <>
            {' '}
            <a href={printRoute({ screen: 'inspect', id: run.data.requestId, tab: null, q: '' })}>Open the request</a>
          </>
        )}
      </p>
      <ol className="tr-run-actions">
        {run.data.actions.map((action) => (
          <ActionLine key={action.id} action={action} />
        ))}
      </ol>
      <Followed run={run.data} />
    </section>
  )
}

const ActionLine = ({ action: { sentence, state, result } }: { action: ActionRun }): ReactElement => (
  <li>
    <div className="row">
      <Pill tone={toneOf(state)}>{state}</Pill>
      <span className="grow ell">{sentence}</span>
    </div>
    {result && <p className="hint">{result.words}</p>}
    {result?.command && <pre>{result.command.output || 'It wrote nothing.'}</pre>}
    {result?.tool && <pre>{result.tool.output || 'It answered nothing.'}</pre>}
  </li>
)

function Followed({ run }: { run: Run }): ReactElement {
  const trace = useTrace(run.requestId ?? run.eventId)
  if (trace.error) return <ErrorBox title="What followed could not be read" error={trace.error} />
  if (!trace.data) return <Skeleton width="50%" />
  return (
    <>
      <h3>All that followed</h3>
      <TraceTree trace={trace.data} runId={run.id} />
    </>
  )
}
