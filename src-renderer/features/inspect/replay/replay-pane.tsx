import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useReplay } from '#renderer/data/queries/deliveries.ts'
import { useRequest } from '#renderer/data/queries/requests.ts'
import { useSource } from '#renderer/data/queries/sources.ts'
import { AttemptAnswer } from '#renderer/parts/attempts/attempt-answer.tsx'
import { newestAttempt } from '#renderer/parts/attempts/attempt-outcome.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import type { Request } from '#shared/model/request.ts'
import type { Source } from '#shared/model/source.ts'
import { TargetForm } from './target-form.tsx'
import './replay.css'

type ReplayPaneProps = { id: string; onClose: () => void; onOpenDeliveries: () => void }

/** Sends a request again as it was kept. It takes the place of the detail, so that the list stays in sight. */
export function ReplayPane({ id, onClose, onOpenDeliveries }: ReplayPaneProps): ReactElement {
  const request = useRequest(id)
  const source = useSource(request.data?.sourceId ?? null)
  const error = request.error ?? source.error
  if (error)
    return (
      <ErrorBox title="The request could not be read" error={error} action={<Button onClick={onClose}>Back</Button>} />
    )
  if (!request.data || !source.data) return <p className="tab-note">Reading the request</p>
  return (
    <Loaded
      key={id}
      request={request.data}
      source={source.data}
      onClose={onClose}
      onOpenDeliveries={onOpenDeliveries}
    />
  )
}

function Loaded({
  request,
  source,
  onClose,
  onOpenDeliveries,
}: Omit<ReplayPaneProps, 'id'> & { request: Request; source: Source }): ReactElement {
  const replay = useReplay()
  const attempt = replay.data && newestAttempt(replay.data)
  return (
    <section className="replay col" aria-label="Replay">
      <header className="replay-head">
        <h1>Replay</h1>
        <span className="mid ell grow">
          {request.eventType ?? `${request.method} ${request.path || '/'}`} · <Moment at={request.receivedAt} />
        </span>
        <IconButton label="Close the replay" onClick={onClose}>
          <X className="i" aria-hidden="true" />
        </IconButton>
      </header>
      <TargetForm
        sourceTarget={source.targetUrl}
        method={request.method}
        isSending={replay.isPending}
        onSend={(url) => replay.mutate({ id: request.id, url })}
        onClose={onClose}
      />
      <p className="hint replay-hint">
        Sent as it was kept: method, path, headers and {request.bodyBytes} bytes of body, unchanged. A signature with a
        time in it may have grown too old for the target.
      </p>
      {replay.error && <ErrorBox title="The replay was not sent" error={replay.error} />}
      {replay.data && (
        <p className="replay-sent" role="status">
          Replayed to <span className="mono">{replay.data.targetUrl}</span>
          <button type="button" className="link" onClick={onOpenDeliveries}>
            Show with its deliveries
          </button>
        </p>
      )}
      {attempt && <AttemptAnswer key={attempt.id} attempt={attempt} original={request.reply} />}
    </section>
  )
}
