import { Circle, CircleCheck, CircleX } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useVerdict } from '#renderer/data/queries/scripts.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { SenderJudgement } from '#shared/model/sender-verdict.ts'
import { senderQuestions } from '#shared/model/sender-verdict.ts'

/** What the sender did since the script began; it changes as requests come. */
export function SenderVerdictList({ id }: { id: string }): ReactElement {
  const { data: verdict, error, refetch } = useVerdict(id)
  if (error) {
    const again = <Button onClick={() => void refetch()}>Try again</Button>
    return <ErrorBox title="The verdict could not be read" error={error} action={again} />
  }
  if (!verdict) return <Skeleton width="60%" />
  return (
    <section className="sender-verdict" aria-label="Verdict on the sender">
      <h3>Verdict on the sender</h3>
      <p className="hint" role="status">
        {verdict.taken === 0 ? 'Nothing has come' : `${verdict.taken} ${verdict.taken === 1 ? 'request' : 'requests'}`}{' '}
        since <Moment at={verdict.since} />
      </p>
      <ul>
        {verdict.judgements.map((judgement) => (
          <JudgementLine key={judgement.question} judgement={judgement} />
        ))}
      </ul>
    </section>
  )
}

const signs: Record<SenderJudgement['state'], { icon: LucideIcon; tone: string; word: string }> = {
  good: { icon: CircleCheck, tone: 'ok', word: 'Yes' },
  bad: { icon: CircleX, tone: 'bad', word: 'No' },
  open: { icon: Circle, tone: 'dim', word: 'Not seen yet' },
}

function JudgementLine({ judgement }: { judgement: SenderJudgement }): ReactElement {
  const { question, state, detail, requestIds } = judgement
  const { icon: Icon, tone, word } = signs[state]
  const last = requestIds.at(-1)
  return (
    <li>
      <Icon className={`i ${tone}`} aria-hidden="true" />
      <div className="grow">
        <b>{senderQuestions[question]}</b> <span className={tone}>{word}</span>
        <p className="hint">{detail}</p>
      </div>
      {last !== undefined && (
        <a
          href={printRoute({ screen: 'inspect', id: last, tab: null, q: '' })}
          aria-label={`Request that shows: ${senderQuestions[question]}`}
        >
          Request
        </a>
      )}
    </li>
  )
}
