import { useState } from 'react'
import type { ReactElement } from 'react'
import { useSources } from '#renderer/data/queries/sources.ts'
import { useCancelSimulation, useSimulatedSends, useSimulations } from '#renderer/data/queries/simulations.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { formatDuration } from '#renderer/parts/format-time.ts'
import { Moment } from '#renderer/parts/moment.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { SimulatedSend, Simulation } from '#shared/model/simulation.ts'
import { isAsExpected } from '#shared/model/simulation.ts'

/** What was sent, newest first, and whether it came to what it should. */
export function SessionLog(): ReactElement {
  const { data, error } = useSimulations()
  const items = data?.items ?? []
  return (
    <section className="sim-log" aria-label="Sent">
      <header>
        <h2>Sent</h2>
        <span className="dim">{items.length === 0 ? '' : items.length}</span>
      </header>
      {error && <p className="hint bad">{error.message}</p>}
      {data && items.length === 0 && <p className="hint">What you send shows here, with what came back.</p>}
      <ul className="scroll" aria-live="polite">
        {items.map((simulation) => (
          <LogEntry key={simulation.id} simulation={simulation} />
        ))}
      </ul>
    </section>
  )
}

function LogEntry({ simulation }: { simulation: Simulation }): ReactElement {
  const { id, last, state, createdAt } = simulation
  const [isOpen, setOpen] = useState(false)
  const where = useTargetName(simulation)
  const words = wordsOf(simulation)
  return (
    <li>
      <div className="sim-line">
        <Moment at={createdAt} />
        <Outcome simulation={simulation} />
        <span className="ell grow" title={words}>
          {where}: {words}
        </span>
        {state === 'running' && <CancelButton id={id} />}
        {isMany(simulation) ? (
          <Button small look="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide' : 'All'}
          </Button>
        ) : (
          <Caught id={last?.requestId ?? null} />
        )}
        <span className="mono dim">{last ? formatDuration(last.tookMs) : ''}</span>
      </div>
      {isOpen && <Sends id={id} />}
    </li>
  )
}

const isMany = ({ total, last }: Simulation): boolean => total > 1 || (last?.number ?? 1) > 1

function Outcome({ simulation }: { simulation: Simulation }): ReactElement {
  const { last, state } = simulation
  const tone = state === 'running' ? 'dim' : isAsExpected(simulation) ? 'ok' : 'bad'
  return <span className={`mono ${tone}`}>{last === null ? '…' : (last.status ?? '–')}</span>
}

function CancelButton({ id }: { id: string }): ReactElement {
  const cancel = useCancelSimulation()
  return (
    <Button small onClick={() => cancel.mutate(id, { onError: notifyError })}>
      Cancel
    </Button>
  )
}

const Caught = ({ id }: { id: string | null }): ReactElement | null =>
  id === null ? null : <a href={printRoute({ screen: 'inspect', id, tab: null, q: '' })}>Open</a>

function useTargetName({ recipe }: Simulation): string {
  const { data: sources = [] } = useSources()
  if (recipe.url !== null) return new URL(recipe.url).host
  if (recipe.sourceId === null) return recipe.eventType ?? 'Creel'
  return sources.find(({ id }) => id === recipe.sourceId)?.name ?? 'a deleted source'
}

const states: Record<Simulation['state'], string> = {
  running: 'sending',
  done: 'sent',
  cancelled: 'sent, then cancelled',
  interrupted: 'sent when Creel stopped',
}

function wordsOf({ state, sent, total, unexpected, last, problem }: Simulation): string {
  if (problem !== null) return problem
  if (state === 'running') return `${sent} of ${total} sent`
  if (sent === 1 && total === 1 && last) return last.isExpected ? last.outcome : `${last.outcome}; not as expected`
  const judged = unexpected === 0 ? 'all as expected' : `${unexpected} not as expected`
  return `${sent} ${states[state]}, ${judged}`
}

function Sends({ id }: { id: string }): ReactElement {
  const { data: sends = [] } = useSimulatedSends(id, true)
  return (
    <ol className="sim-sends">
      {sends.map((send) => (
        <SendLine key={send.number} send={send} />
      ))}
    </ol>
  )
}

const reasons: Record<SimulatedSend['reason'], string> = { event: 'Event', copy: 'Copy of', retry: 'Again' }

const SendLine = ({ send }: { send: SimulatedSend }): ReactElement => (
  <li className="sim-line">
    <span className="dim">
      {reasons[send.reason]} {send.event}
    </span>
    <span className={`mono ${send.isExpected ? 'ok' : 'bad'}`}>{send.status ?? '–'}</span>
    <span className="ell grow">{send.outcome}</span>
    <Caught id={send.requestId} />
    <span className="mono dim">{formatDuration(send.tookMs)}</span>
  </li>
)
