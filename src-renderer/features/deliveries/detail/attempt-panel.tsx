import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import { useDeliveryBody } from '#renderer/data/queries/deliveries.ts'
import { attemptOutcome } from '#renderer/parts/attempts/attempt-outcome.ts'
import { OutcomeLine } from '#renderer/parts/attempts/outcome-line.tsx'
import { BodyViewer } from '#renderer/parts/body-viewers/body-viewer.tsx'
import { DiffView } from '#renderer/parts/body-viewers/diff-view.tsx'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatBytes } from '#renderer/parts/format-bytes.ts'
import { HeaderList } from '#renderer/parts/header-list.tsx'
import { AttemptTiming } from './attempt-timing.tsx'
import type { AttemptTab } from './attempt-tabs.ts'

type PanelProps = { delivery: Delivery; attempt: Attempt; previous: Attempt | null }

const panels: Record<AttemptTab, (props: PanelProps) => ReactElement> = {
  response: ResponsePanel,
  request: RequestPanel,
  headers: HeadersPanel,
  timing: AttemptTiming,
  diff: DiffPanel,
}

/** What stands under a tab of an attempt. */
export function AttemptPanel({ tab, ...props }: PanelProps & { tab: AttemptTab }): ReactElement {
  const Panel = panels[tab]
  return <Panel {...props} />
}

type Bytes = Uint8Array<ArrayBuffer>

const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
const useAnswerBytes = (attempt: Attempt | null): Bytes => {
  const body = attempt?.response?.body ?? ''
  return useMemo(() => bytesOf(body), [body])
}

function ResponsePanel({ attempt }: PanelProps): ReactElement {
  const { response, number, isLate } = attempt
  const bytes = useAnswerBytes(attempt)
  return (
    <div className="col grow">
      <div className="attempt-head">
        <OutcomeLine outcome={attemptOutcome(attempt)} />
        <span className="grow ell">
          attempt {number}
          {isLate && ', after the time-out'}
        </span>
        {response && <span>{formatBytes(response.bodyBytes)}</span>}
      </div>
      {response?.isCut && (
        <p className="answer-note">Only the first 64 kB of {formatBytes(response.bodyBytes)} were kept.</p>
      )}
      {response ? (
        <BodyViewer
          bytes={bytes}
          totalBytes={bytes.length}
          contentType={valueOf(response.headers, 'content-type') ?? null}
          contentEncoding={valueOf(response.headers, 'content-encoding')}
          label="Body of the answer"
          fileName={`${attempt.id}-answer`}
        />
      ) : (
        <p className="tab-note">
          {attempt.endedAt === null ? 'No answer has come yet.' : 'The target gave no answer.'}
        </p>
      )}
    </div>
  )
}

function RequestPanel({ delivery, attempt: { request } }: PanelProps): ReactElement {
  const body = useDeliveryBody(delivery.id, true)
  return (
    <div className="col grow">
      <div className="attempt-head">
        <b className="m">{request.method}</b>
        <span className="mono ell grow" title={request.url}>
          {request.url}
        </span>
        <span>{formatBytes(request.bodyBytes)}</span>
      </div>
      {request.edited.length > 0 && (
        <p className="answer-note">Edited before it was sent: {request.edited.join(', ')}</p>
      )}
      {request.signedWith !== null && <p className="answer-note">Signed anew with {request.signedWith}</p>}
      {body.error ? (
        <ErrorBox
          title="The body could not be read"
          error={body.error}
          action={<Button onClick={() => void body.refetch()}>Try again</Button>}
        />
      ) : body.data ? (
        <BodyViewer
          bytes={body.data}
          totalBytes={body.data.length}
          contentType={valueOf(request.headers, 'content-type') ?? null}
          label="Body that was sent"
          fileName={delivery.id}
        />
      ) : (
        <p className="tab-note">Reading the body</p>
      )}
    </div>
  )
}

function HeadersPanel({ attempt: { request, response } }: PanelProps): ReactElement {
  return (
    <div className="scroll attempt-headers">
      <h2>Sent, {request.headers.length}</h2>
      <HeaderList headers={request.headers} label="Headers that were sent" />
      {request.droppedHeaders.length > 0 && (
        <p className="answer-note">Left out, they belong to one connection: {request.droppedHeaders.join(', ')}</p>
      )}
      {response && (
        <>
          <h2>Answered, {response.headers.length}</h2>
          <HeaderList headers={response.headers} label="Headers of the answer" />
        </>
      )}
    </div>
  )
}

function DiffPanel({ attempt, previous }: PanelProps): ReactElement {
  const [before, after] = [useAnswerBytes(previous), useAnswerBytes(attempt)]
  if (!previous?.response || !attempt.response) {
    return <p className="tab-note">There are not two answers to compare: one of the attempts got none.</p>
  }
  return (
    <DiffView
      before={{ bytes: before, contentType: valueOf(previous.response.headers, 'content-type') ?? null }}
      after={{ bytes: after, contentType: valueOf(attempt.response.headers, 'content-type') ?? null }}
      caption={`${previous.response.status} to attempt ${previous.number}, ${attempt.response.status} to attempt ${attempt.number}`}
    />
  )
}
