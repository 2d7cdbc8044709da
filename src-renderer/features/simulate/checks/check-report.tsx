import { Circle, CircleAlert, CircleCheck, CircleMinus, CircleX, LoaderCircle } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCancelCheck, useCheck } from '#renderer/data/queries/checks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatDuration } from '#renderer/parts/format-time.ts'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import { printJunit } from '#shared/export/junit.ts'
import type { Check, CheckCase } from '#shared/model/check.ts'
import { checkCases } from '#shared/model/check.ts'

/** The report of one check; it grows while the check runs. */
export function CheckReport({ id }: { id: string }): ReactElement {
  const { data: check, error, refetch } = useCheck(id)
  if (error) {
    const again = <Button onClick={() => void refetch()}>Try again</Button>
    return <ErrorBox title="The report could not be read" error={error} action={again} />
  }
  if (!check) return <Skeleton width="50%" />
  return (
    <article className="sim-main" aria-label={`Check of ${check.url}`}>
      <PaneBar>
        <ProviderBadge provider={check.provider} />
        <h2 className="ell grow">{check.url}</h2>
        {check.state === 'running' ? <Cancel id={id} /> : <Exports check={check} />}
      </PaneBar>
      <Verdict check={check} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard. */}
      <section className="scroll" tabIndex={0} aria-label="What was asked">
        <ol className="chk-cases">
          {check.cases.map((one) => (
            <CaseLine key={one.name} one={one} />
          ))}
        </ol>
      </section>
    </article>
  )
}

function Cancel({ id }: { id: string }): ReactElement {
  const cancel = useCancelCheck()
  return <Button onClick={() => cancel.mutate(id, { onError: notifyError })}>Cancel</Button>
}

const Exports = ({ check }: { check: Check }): ReactElement => (
  <>
    <Button onClick={() => void copyText(printJunit(check), 'JUnit')}>Copy JUnit</Button>
    <Button onClick={() => void copyText(JSON.stringify(check, null, 2), 'JSON')}>Copy JSON</Button>
  </>
)

const ends: Record<Check['state'], string> = {
  running: 'Asking',
  done: 'Done',
  cancelled: 'Cancelled before its end',
  interrupted: 'Creel stopped before its end',
  failed: 'Creel could not go on',
}

function Verdict({ check: { cases, score, state } }: { check: Check }): ReactElement {
  const count = (of: CheckCase['state']): number => cases.filter((one) => one.state === of).length
  return (
    <div className="chk-verdict" role="status">
      <p className="chk-score">
        {score ?? '–'}
        <small>of 100</small>
      </p>
      <p>
        {ends[state]}: {count('passed')} passed, {count('failed')} failed, {count('skipped')} skipped
        {state === 'running' && `, ${count('waiting') + count('running')} to come`}.
      </p>
    </div>
  )
}

const signs: Record<CheckCase['state'], { icon: LucideIcon; tone: string; word: string }> = {
  passed: { icon: CircleCheck, tone: 'ok', word: 'Passed' },
  failed: { icon: CircleX, tone: 'bad', word: 'Failed' },
  broken: { icon: CircleAlert, tone: 'bad', word: 'Not asked' },
  skipped: { icon: CircleMinus, tone: 'dim', word: 'Skipped' },
  running: { icon: LoaderCircle, tone: 'busy', word: 'Being asked' },
  waiting: { icon: Circle, tone: 'dim', word: 'Waiting' },
}

function CaseLine({ one: { name, state, detail, fix, tookMs } }: { one: CheckCase }): ReactElement {
  const { icon: Icon, tone, word } = signs[state]
  return (
    <li>
      <Icon className={`i ${tone}`} aria-hidden="true" />
      <div className="grow">
        <b>{checkCases[name].title}</b> <span className={tone}>{word}</span>
        {detail !== null && <p className="hint">{detail}</p>}
        {fix !== null && <p>{fix}</p>}
      </div>
      <span className="mono dim">{tookMs === null ? '' : formatDuration(tookMs)}</span>
    </li>
  )
}
