import { X } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useReplay } from '#renderer/data/queries/deliveries.ts'
import { useReplayOptions } from '#renderer/data/queries/replays.ts'
import { useRequestBody } from '#renderer/data/queries/request-files.ts'
import { useRequest } from '#renderer/data/queries/requests.ts'
import { useSource } from '#renderer/data/queries/sources.ts'
import { AttemptAnswer } from '#renderer/parts/attempts/attempt-answer.tsx'
import { newestAttempt } from '#renderer/parts/attempts/attempt-outcome.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import type { Delivery } from '#shared/model/delivery.ts'
import type { Request } from '#shared/model/request.ts'
import type { Source } from '#shared/model/source.ts'
import { editedBytesAtMost } from './editable-body.ts'
import { editsOf } from './replay-draft.ts'
import { forgetDraft } from './replay-drafts.ts'
import { ReplayEditor } from './replay-editor.tsx'
import { ReplaySwitches } from './replay-switches.tsx'
import { TargetForm } from './target-form.tsx'
import { useReplayDraft } from './use-replay-draft.ts'
import './replay.css'

type ReplayPaneProps = { id: string; onClose: () => void; onOpenDeliveries: () => void }

/** Sends a request again, as it was kept or edited. It takes the place of the detail, so that the list stays in sight. */
export function ReplayPane({ id, onClose, onOpenDeliveries }: ReplayPaneProps): ReactElement {
  const request = useRequest(id)
  const body = useBodyToEdit(request.data)
  const source = useSource(request.data?.sourceId ?? null)
  const error = request.error ?? source.error ?? body.error
  if (error)
    return (
      <ErrorBox title="The request could not be read" error={error} action={<Button onClick={onClose}>Back</Button>} />
    )
  if (!request.data || !source.data || body.bytes === undefined) return <p className="tab-note">Reading the request</p>
  return (
    <Loaded
      key={id}
      request={request.data}
      bytes={body.bytes}
      source={source.data}
      onClose={onClose}
      onOpenDeliveries={onOpenDeliveries}
    />
  )
}

/** The bytes that can be edited; null where they are too many, undefined until they have come. */
function useBodyToEdit(request: Request | undefined): { bytes: Uint8Array | null | undefined; error: Error | null } {
  const isLong = request !== undefined && request.bodyBytes > editedBytesAtMost
  const body = useRequestBody(request && !isLong ? request.id : null)
  return { bytes: isLong ? null : body.data, error: body.error }
}

type LoadedProps = Omit<ReplayPaneProps, 'id'> & { request: Request; source: Source; bytes: Uint8Array | null }

function Loaded({ request, source, bytes, onClose, onOpenDeliveries }: LoadedProps): ReactElement {
  const replay = useReplay()
  const options = useReplayOptions(request.id)
  const [mistake, setMistake] = useState<Error | null>(null)
  const { draft, original, body, resign, eventId, change } = useReplayDraft(request, bytes)

  const send = (url: string): void => {
    setMistake(null)
    try {
      replay.mutate({ id: request.id, url, resign, eventId, ...editsOf(draft, original) })
    } catch (error) {
      setMistake(error as Error)
    }
  }
  return (
    <section className="replay col" aria-label="Replay">
      <ReplayHead request={request} onClose={onClose} />
      <TargetForm
        sourceTarget={source.targetUrl}
        method={draft.method}
        isSending={replay.isPending}
        onMethod={(method) => change({ method })}
        onSend={send}
        onClose={onClose}
      />
      <ReplaySwitches
        options={options.data}
        resign={resign}
        eventId={eventId}
        onResign={(next) => change({ resign: next })}
        onEventId={(next) => change({ eventId: next })}
      />
      <ReplayEditor
        draft={draft}
        original={original}
        body={body}
        bytes={bytes ?? noBytes}
        contentType={request.contentType}
        headers={request.headers}
        onChange={change}
        onDiscard={() => forgetDraft(request.id)}
      />
      <Outcome
        delivery={replay.data}
        failure={mistake ?? replay.error}
        request={request}
        onOpenDeliveries={onOpenDeliveries}
      />
    </section>
  )
}

/** What came of the last replay. */
function Outcome({
  delivery,
  failure,
  request,
  onOpenDeliveries,
}: {
  delivery: Delivery | undefined
  failure: Error | null
  request: Request
  onOpenDeliveries: () => void
}): ReactElement | null {
  if (failure) return <ErrorBox title="The replay was not sent" error={failure} />
  if (!delivery) return null
  const attempt = newestAttempt(delivery)
  return (
    <>
      <p className="replay-sent" role="status">
        Replayed to <span className="mono">{delivery.targetUrl}</span>
        <button type="button" className="link" onClick={onOpenDeliveries}>
          Show with its deliveries
        </button>
      </p>
      {attempt && <AttemptAnswer key={attempt.id} attempt={attempt} original={request.reply} />}
    </>
  )
}

const ReplayHead = ({ request, onClose }: { request: Request; onClose: () => void }): ReactElement => (
  <header className="replay-head">
    <h1>Replay</h1>
    <span className="mid ell grow">
      {request.eventType ?? `${request.method} ${request.path || '/'}`} · <Moment at={request.receivedAt} />
    </span>
    <IconButton label="Close the replay" onClick={onClose}>
      <X className="i" aria-hidden="true" />
    </IconButton>
  </header>
)

const noBytes = new Uint8Array(0)
