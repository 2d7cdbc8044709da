import { ChevronDown, ChevronRight } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useSimulationSubjects } from '#renderer/data/queries/simulations.ts'
import { chooseSubject, useSimulationDraft } from '#renderer/data/simulation-draft.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { FindBox } from '#renderer/parts/side-list/find-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { SimulationSubject } from '#shared/model/simulation.ts'
import { ScenarioList } from './scenario-list.tsx'

const findTitle = 'Find an event'

/** Everything that can be simulated, by sender; the search on top. */
export function SubjectTree({ ways }: { ways: ReactNode }): ReactElement {
  const subjects = useSimulationSubjects()
  const [wanted, setWanted] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const isBlank = useSimulationDraft(({ provider, eventType }) => provider === null && eventType === null)
  useCommands([{ id: 'find-event', title: findTitle, group: 'This list', keys: '/', run: () => box.current?.focus() }])
  return (
    <div className="sim-side">
      <PaneBar>
        <h1>Simulate</h1>
      </PaneBar>
      {ways}
      <FindBox box={box} label={findTitle} placeholder={findTitle} q={wanted} onFind={setWanted} />
      <div className="scroll">
        <ScenarioList wanted={wanted} />
        {subjects.isPending && <Skeleton width="60%" />}
        {subjects.error && (
          <ErrorBox
            title="The events could not be listed"
            error={subjects.error}
            action={<Button onClick={() => void subjects.refetch()}>Try again</Button>}
          />
        )}
        <Groups subjects={subjects.data ?? []} wanted={wanted.trim().toLowerCase()} />
        <div className="sim-group">
          <button type="button" aria-current={isBlank ? 'true' : undefined} onClick={() => chooseSubject(null, null)}>
            <ProviderBadge provider={null} />
            <span>Blank request</span>
          </button>
        </div>
      </div>
    </div>
  )
}

function Groups({ subjects, wanted }: { subjects: readonly SimulationSubject[]; wanted: string }): ReactElement {
  const found = subjects.flatMap((subject) => {
    const isTitle = subject.title.toLowerCase().includes(wanted)
    const events = subject.events.filter(({ eventType }) => isTitle || eventType.toLowerCase().includes(wanted))
    return events.length === 0 ? [] : [{ ...subject, events }]
  })
  if (found.length === 0 && wanted !== '') return <p className="hint sim-none">No event is called “{wanted}”.</p>
  return (
    <>
      {found.map((subject) => (
        <Group key={subject.title} subject={subject} isFound={wanted !== ''} />
      ))}
    </>
  )
}

function Group({ subject, isFound }: { subject: SimulationSubject; isFound: boolean }): ReactElement {
  const { provider, title, events } = subject
  const current = useSimulationDraft((draft) => (draft.provider === provider ? draft.eventType : null))
  const [toggled, setToggled] = useState<boolean | null>(null)
  const isOpen = isFound || (toggled ?? current !== null)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div className="sim-group">
      <button type="button" aria-expanded={isOpen} onClick={() => setToggled(!isOpen)}>
        <Chevron className="i s" aria-hidden="true" />
        {provider === null ? <CreelBadge /> : <ProviderBadge provider={provider} />}
        <span className="grow ell">{title}</span>
        {!isOpen && <span className="dim">{events.length}</span>}
      </button>
      {isOpen && (
        <ul>
          {events.map(({ eventType, summary }) => (
            <li key={eventType}>
              <button
                type="button"
                title={summary}
                aria-current={current === eventType ? 'true' : undefined}
                onClick={() => chooseSubject(provider, eventType)}
              >
                <span className="ell">{eventType}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const CreelBadge = (): ReactElement => (
  <span className="pv" aria-hidden="true">
    Cr
  </span>
)
