import { useState } from 'react'
import type { ReactElement } from 'react'
import { useSentBody } from '#renderer/data/queries/request-files.ts'
import { BodyViewer } from '#renderer/parts/body-viewers/body-viewer.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { HeaderList } from '#renderer/parts/header-list.tsx'
import type { Attempt } from '#shared/model/delivery.ts'
import { valueOf } from '#shared/model/header-pairs.ts'

/** What an attempt really sent: its line, its headers, its bytes. */
export function SentRequest({ attempt }: { attempt: Attempt }): ReactElement {
  const [isOpen, setOpen] = useState(false)
  const { method, url, headers, edited } = attempt.request
  return (
    <details className="sent-request" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Sent{edited.length > 0 ? ' edited' : ''}: <span className="mono">{`${method} ${url}`}</span>
      </summary>
      {isOpen && (
        <>
          <HeaderList headers={headers} label="Headers that were sent" />
          <SentBody attempt={attempt} />
        </>
      )}
    </details>
  )
}

function SentBody({ attempt: { deliveryId, request } }: { attempt: Attempt }): ReactElement {
  const body = useSentBody(deliveryId)
  if (body.error) return <ErrorBox title="The body that was sent could not be read" error={body.error} />
  if (!body.data) return <p className="tab-note">Reading the body</p>
  return (
    <div className="sent-body">
      <BodyViewer
        bytes={body.data}
        totalBytes={body.data.length}
        contentType={valueOf(request.headers, 'content-type') ?? null}
        contentEncoding={valueOf(request.headers, 'content-encoding')}
        label="Body that was sent"
        fileName={`${deliveryId}-sent`}
      />
    </div>
  )
}
