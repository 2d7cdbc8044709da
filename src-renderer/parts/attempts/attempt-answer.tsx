import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { BodyViewer } from '#renderer/parts/body-viewers/body-viewer.tsx'
import { DiffView } from '#renderer/parts/body-viewers/diff-view.tsx'
import { Button } from '#renderer/parts/button.tsx'
import { HeaderList } from '#renderer/parts/header-list.tsx'
import type { Attempt } from '#shared/model/delivery.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import { attemptOutcome } from './attempt-outcome.ts'
import { OutcomeLine } from './outcome-line.tsx'

/** The answer that the original sender got; `body` is text. */
export type OriginalAnswer = { status: number; headers: HeaderPairs; body: string } | null

/** What came back of an attempt, beside what the original request was answered. */
export function AttemptAnswer({ attempt, original }: { attempt: Attempt; original: OriginalAnswer }): ReactElement {
  const [compares, setCompares] = useState(false)
  const { response } = attempt
  const bytes = useMemo(() => bytesOfBase64(response?.body ?? ''), [response])
  const canCompare = response !== null && original !== null
  return (
    <section className="attempt-answer col grow" aria-label="Answer of the target">
      <div className="answer-head">
        <OutcomeLine outcome={attemptOutcome(attempt)} />
        <span className="dim ell grow">
          {original ? `the original was answered ${original.status}` : 'the original was not answered'}
        </span>
        <Button
          small
          look="ghost"
          disabled={!canCompare}
          aria-pressed={compares}
          onClick={() => setCompares(!compares)}
        >
          Compare responses
        </Button>
      </div>
      {sentWords(attempt) !== '' && <p className="answer-note">{sentWords(attempt)}</p>}
      {compares && response && original ? (
        <CompareAnswers original={original} response={response} bytes={bytes} />
      ) : (
        response && <Answer response={response} bytes={bytes} deliveryId={attempt.deliveryId} />
      )}
    </section>
  )
}

/** What was sent otherwise than it came, in words; nothing where it was the same. */
function sentWords({ request: { edited, signedWith, newEventId, droppedHeaders } }: Attempt): string {
  const words = [
    edited.length > 0 && `Edited: ${edited.join(', ')}.`,
    signedWith !== null && `Signed with ${signedWith}.`,
    newEventId !== null && `New event id ${newEventId}.`,
    droppedHeaders.length > 0 && `Left out, they belong to one connection: ${droppedHeaders.join(', ')}`,
  ]
  return words.filter((word) => word !== false).join(' ')
}

type Response = NonNullable<Attempt['response']>
type Bytes = Uint8Array<ArrayBuffer>

const Answer = ({
  response,
  bytes,
  deliveryId,
}: {
  response: Response
  bytes: Bytes
  deliveryId: string
}): ReactElement => (
  <>
    <details className="answer-headers">
      <summary>Headers, {response.headers.length}</summary>
      <HeaderList headers={response.headers} label="Headers of the answer" />
    </details>
    {response.isCut && <p className="answer-note">Only the first 64 kB of {response.bodyBytes} bytes were kept.</p>}
    <BodyViewer
      bytes={bytes}
      totalBytes={bytes.length}
      contentType={valueOf(response.headers, 'content-type') ?? null}
      contentEncoding={valueOf(response.headers, 'content-encoding')}
      label="Body of the answer"
      fileName={`${deliveryId}-answer`}
    />
  </>
)

function CompareAnswers({
  original,
  response,
  bytes,
}: {
  original: NonNullable<OriginalAnswer>
  response: Response
  bytes: Bytes
}): ReactElement {
  const before = useMemo(() => new TextEncoder().encode(original.body), [original.body])
  const sides = { before: original, after: response }
  return (
    <DiffView
      before={{ bytes: before, contentType: valueOf(sides.before.headers, 'content-type') ?? null }}
      after={{ bytes, contentType: valueOf(sides.after.headers, 'content-type') ?? null }}
      caption={`${original.status} to the original sender, ${response.status} from the target`}
    />
  )
}

const bytesOfBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
