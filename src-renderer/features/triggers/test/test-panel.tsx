import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import type { ReactElement } from 'react'
import { useBacktestDraft, useRecentEvents } from '#renderer/data/queries/triggers.ts'
import { testTriggerWith, useTestedEvent } from '#renderer/data/trigger-drafts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import type { EventRow } from '#shared/model/event.ts'
import type { TriggerTest } from '#shared/model/trigger-test.ts'
import { BacktestView } from './backtest-view.tsx'
import type { LiveTest } from './live-test.ts'

const newest = 'newest'

/** Tries a trigger with an event and over the last ones. Nothing is sent, changed or run. */
export function TestPanel({ id, live: { test, error, settings } }: { id: string; live: LiveTest }): ReactElement {
  const backtest = useBacktestDraft()
  const run = (): void => {
    if (settings !== null) backtest.mutate(settings)
  }
  useCommands([
    { id: 'dry-run', title: 'Dry run', group: 'This trigger', keys: '$mod+Enter', isEnabled: settings !== null, run },
  ])
  return (
    <aside className="tr-test" aria-label="Test">
      <PaneBar>
        <h2 className="grow">Test</h2>
        <Button small disabled={settings === null || backtest.isPending} onClick={run}>
          Dry run <Keys binding="$mod+Enter" />
        </Button>
      </PaneBar>
      <div className="scroll">
        <section>
          <EventChoice id={id} />
          {settings === null && <p className="hint">Fill in what is missing to test it.</p>}
          {error && <ErrorBox title="It could not be tested" error={error} />}
          {test && <Verdict test={test} />}
          <p className="hint">A dry run sends nothing. It shows what each action would do.</p>
        </section>
        <section aria-label="Back-test">
          <BacktestView backtest={backtest.data} error={backtest.error} isRunning={backtest.isPending} />
        </section>
        {test && <WouldHappen test={test} />}
      </div>
    </aside>
  )
}

function EventChoice({ id }: { id: string }): ReactElement {
  const events = useRecentEvents().data ?? []
  const tested = useTestedEvent(id)
  const isListed = tested === null || events.some((event) => event.id === tested)
  const options = [
    { value: newest, label: 'The newest that it takes' },
    ...events.map((event) => ({ value: event.id, label: wordsOf(event) })),
    ...(isListed ? [] : [{ value: tested, label: 'The event that it was made from' }]),
  ]
  return (
    <Field label="Against an event">
      {(control) => (
        <Select
          {...control}
          options={options}
          value={tested ?? newest}
          onChange={(chosen) => testTriggerWith(id, chosen === newest ? null : chosen)}
        />
      )}
    </Field>
  )
}

const wordsOf = ({ type, time, summary }: EventRow): string =>
  [`${type}, ${formatMoment(new Date(time), new Date())}`, summary].filter(Boolean).join(' · ')

const Verdict = ({ test: { matches, reason, eventId, eventType } }: { test: TriggerTest }): ReactElement => (
  <p className={matches ? 'tr-verdict ok' : 'tr-verdict'} role="status">
    {matches ? <CircleCheck className="i" aria-hidden="true" /> : <CircleX className="i" aria-hidden="true" />}
    <span>
      {reason}
      {eventId === null && <small>Tested with the sample of {eventType}: none has come yet.</small>}
    </span>
  </p>
)

const WouldHappen = ({ test: { actions, matches } }: { test: TriggerTest }): ReactElement => (
  <section aria-label="What would happen">
    <h3>{matches ? 'What would happen' : 'What would happen if it matched'}</h3>
    {actions.length === 0 && <p className="hint">Nothing: it has no actions.</p>}
    <ol className="tr-would">
      {actions.map(({ possible, words, detail }, index) => (
        // They stand in the order of the actions, which have no ids.
        <li key={index} className={possible ? undefined : 'bad'}>
          {possible ? (
            <CircleCheck className="i" aria-hidden="true" />
          ) : (
            <CircleAlert className="i" aria-label="It would fail" />
          )}
          <div>
            <p>{words}</p>
            {detail && <pre>{detail}</pre>}
          </div>
        </li>
      ))}
    </ol>
  </section>
)
