import { Plus } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useChecks } from '#renderer/data/queries/checks.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { Check } from '#shared/model/check.ts'
import { CheckReport } from './check-report.tsx'
import { NewCheck } from './new-check.tsx'

const open = (id: string | null): void => go({ screen: 'simulate', id: 'checks', tab: id, q: '' })

/** Checks of handlers: the newest ones, the report of one, or a new one. */
export function ChecksScreen({ id, ways }: { id: string | null; ways: ReactNode }): ReactElement {
  const checks = useChecks()
  useCommands([{ id: 'new-check', title: 'Check a handler', group: 'This list', keys: 'c', run: () => open(null) }])
  return (
    <section className="sim-checks" aria-label="Checks">
      <div className="sim-side">
        <PaneBar>
          <h1 className="grow">Simulate</h1>
          <IconButton label="New check" onClick={() => open(null)}>
            <Plus className="i" aria-hidden="true" />
          </IconButton>
        </PaneBar>
        {ways}
        {checks.isPending && <Skeleton width="60%" />}
        {checks.error && (
          <ErrorBox
            title="The checks could not be listed"
            error={checks.error}
            action={<Button onClick={() => void checks.refetch()}>Try again</Button>}
          />
        )}
        {checks.data?.items.length === 0 && <p className="hint sim-none">Handlers that you check are listed here.</p>}
        <ul className="scroll chk-list">
          {checks.data?.items.map((check) => (
            <Row key={check.id} check={check} isOpen={check.id === id} />
          ))}
        </ul>
      </div>
      {id === null ? <NewCheck onStarted={open} /> : <CheckReport key={id} id={id} />}
    </section>
  )
}

const Row = ({ check, isOpen }: { check: Check; isOpen: boolean }): ReactElement => (
  <li>
    <a
      href={printRoute({ screen: 'simulate', id: 'checks', tab: check.id, q: '' })}
      aria-current={isOpen ? 'true' : undefined}
    >
      <ProviderBadge provider={check.provider} />
      <span className="grow ell">
        <b className="ell">{new URL(check.url).host}</b>
        <small className="dim">
          <Moment at={check.createdAt} />
        </small>
      </span>
      <span className="mono">{check.state === 'running' ? '…' : (check.score ?? '–')}</span>
    </a>
  </li>
)
