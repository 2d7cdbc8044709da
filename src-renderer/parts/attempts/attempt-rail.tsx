import { ChevronRight, CircleAlert, CircleCheck, Clock, LoaderCircle, OctagonX } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import { formatCountdown } from '#renderer/parts/format-countdown.ts'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { useNow } from '#renderer/parts/use-now.ts'
import type { Attempt } from '#shared/model/delivery.ts'
import { errorClasses } from '#shared/rules/error-class.ts'
import type { ErrorClass } from '#shared/rules/error-class.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import { attemptOutcome } from './attempt-outcome.ts'
import type { RailEntry } from './rail-entries.ts'
import './attempt-rail.css'

const icons: Record<AttemptOutcome['tone'], LucideIcon> = { ok: CircleCheck, bad: CircleAlert, busy: LoaderCircle }

/** The attempts of a delivery as one thread, the future included; each one that was made can be chosen. */
export const AttemptRail = ({
  entries,
  chosenId,
  onChoose,
}: {
  entries: readonly RailEntry[]
  chosenId: string | null
  onChoose: (attemptId: string) => void
}): ReactElement => (
  <ol className="rail" aria-label="Attempts">
    {entries.map((entry) => (
      <RailLine
        key={entry.kind === 'attempt' ? entry.attempt.id : entry.kind}
        entry={entry}
        isChosen={entry.kind === 'attempt' && entry.attempt.id === chosenId}
        onChoose={onChoose}
      />
    ))}
  </ol>
)

function RailLine({
  entry,
  isChosen,
  onChoose,
}: {
  entry: RailEntry
  isChosen: boolean
  onChoose: (attemptId: string) => void
}): ReactElement {
  switch (entry.kind) {
    case 'attempt':
      return <MadeAttempt {...entry} isChosen={isChosen} onChoose={() => onChoose(entry.attempt.id)} />
    case 'next':
      return <NextAttempt {...entry} />
    case 'end':
      return (
        <li>
          <Node icon={OctagonX} tone="dead" />
          <div className="att plan">
            <span className="mid">Dead letter if attempt {entry.number} fails</span>
            {entry.at !== null && <Planned at={entry.at} />}
          </div>
        </li>
      )
  }
}

const Node = ({ icon: Icon, tone }: { icon: LucideIcon; tone: string }): ReactElement => (
  <span className={`nd ${tone}`}>
    <Icon className="i" aria-hidden="true" />
  </span>
)

function MadeAttempt({
  attempt,
  gap,
  isChosen,
  onChoose,
}: {
  attempt: Attempt
  gap: string | null
  isChosen: boolean
  onChoose: () => void
}): ReactElement {
  const now = useNow()
  const { tone, time } = attemptOutcome(attempt)
  return (
    <li className={gap?.startsWith('waiting') ? 'pend' : undefined}>
      <Node icon={icons[tone]} tone={tone} />
      <button type="button" className={classNames('att', isChosen && 'sel')} aria-pressed={isChosen} onClick={onChoose}>
        <span className="m">Attempt {attempt.number}</span>
        <span className={classNames('ell', tone === 'bad' && 'bad')}>{outcomeWords(attempt)}</span>
        <span className="mono">{time}</span>
        <span className="mono dim">{shortMoment(attempt.startedAt, now)}</span>
        <ChevronRight className="i s" aria-hidden="true" />
      </button>
      {gap !== null && <p className="gap">{gap}</p>}
    </li>
  )
}

/** What an attempt came to: status and class of failure, `late` where the answer came after the time-out. */
function outcomeWords(attempt: Attempt): string {
  const { title, tone } = attemptOutcome(attempt)
  const known = attempt.errorClass === null ? null : errorClasses[attempt.errorClass as ErrorClass]
  const words = tone === 'bad' && attempt.response !== null && known ? `${title} ${known.what}` : title
  return attempt.isLate ? `${words}, late` : words
}

function NextAttempt({ number, at, after }: RailEntry & { kind: 'next' }): ReactElement {
  const now = useNow()
  return (
    <li className="pend">
      <Node icon={Clock} tone="warn" />
      <div className="att plan next">
        <span className="m">Attempt {number}</span>
        <span className="warn m">{at === null ? 'as soon as it can be made' : formatCountdown(new Date(at), now)}</span>
        <span className="mono dim ell">
          {[at === null ? null : shortMoment(at, now), after ? `${after} more after it` : null]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </div>
    </li>
  )
}

function Planned({ at }: { at: string }): ReactElement {
  const now = useNow()
  return <span className="mono dim">about {shortMoment(at, now).replace(/^(\d\d:\d\d):\d\d$/, '$1')}</span>
}

// To the second: a rail is read, not measured.
const shortMoment = (at: string, now: Date): string => formatMoment(new Date(at), now).replace(/\.\d{3}$/, '')
