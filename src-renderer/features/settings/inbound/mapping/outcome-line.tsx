import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import type { Tone } from '#renderer/parts/pill.tsx'
import { Pill } from '#renderer/parts/pill.tsx'
import type { OutputOf } from '#shared/contract/operations.ts'

type Preview = OutputOf<'inbound.preview'>
type Outcome = Preview['outcome']

const tones: Record<Outcome['kind'], Tone> = { create: 'ok', update: 'ok', refuse: 'bad' }

/** What a signed call with the body that is tried would come to. */
export function OutcomeLine({
  preview,
  error,
  isOld,
}: {
  preview: Preview | undefined
  error: Error | null
  isOld: boolean
}): ReactElement {
  return (
    <p className="row in-outcome" role="status" data-old={isOld || undefined}>
      {error ? <span className="bad">{error.message}</span> : preview && <Words outcome={preview.outcome} />}
    </p>
  )
}

function Words({ outcome }: { outcome: Outcome }): ReactElement {
  return (
    <>
      <Pill tone={tones[outcome.kind]}>{outcome.status}</Pill>
      <span className="grow">
        {outcome.kind === 'create' && 'A signed call with this body would make a task.'}
        {outcome.kind === 'update' && (
          <>
            A signed call with this body would change{' '}
            <a href={printRoute({ screen: 'tasks', id: outcome.taskId, tab: null, q: '' })}>a task that is known</a>.
          </>
        )}
        {outcome.kind === 'refuse' && `Such a call would be refused. ${outcome.reason ?? ''}`}
      </span>
    </>
  )
}
