import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { BodyViewer } from '#renderer/parts/body-viewers/body-viewer.tsx'
import { reasonWords } from '#renderer/parts/reason-words.ts'
import { HeaderList } from '#renderer/parts/header-list.tsx'
import { Pill } from '#renderer/parts/pill.tsx'
import { valueOf } from '#shared/model/header-pairs.ts'
import { relayRules } from '#shared/model/forwarding.ts'
import type { Request } from '#shared/model/request.ts'

/** The answer that the sender got, and what chose it. */
export function ResponseTab({ request }: { request: Request }): ReactElement {
  const reply = request.reply
  const body = reply?.body ?? ''
  const bytes = useMemo(() => new TextEncoder().encode(body), [body])
  if (!reply)
    return (
      <p className="tab-note">
        No answer was given{request.reason === null ? '' : `: ${reasonWords(request.reason)}`}.
      </p>
    )
  return (
    <div className="col grow">
      <div className="group-head">
        <h2>
          <Pill tone={reply.status < 400 ? 'ok' : 'bad'}>{reply.status}</Pill> {chosenBy(request)}
        </h2>
      </div>
      {reply.headers.length > 0 && <HeaderList headers={reply.headers} label="Headers of the answer" />}
      <BodyViewer
        bytes={bytes}
        totalBytes={bytes.length}
        contentType={valueOf(reply.headers, 'content-type') ?? null}
        label="Body of the answer"
        fileName={`${request.id}-answer`}
      />
    </div>
  )
}

const relayWords: readonly string[] = Object.values(relayRules)

function chosenBy({ state, reason, reply }: Request): string {
  if (state !== 'accepted' && reason !== null) return reasonWords(reason)
  const rule = reply?.rule ?? null
  if (rule === null) return 'The source’s own answer'
  return relayWords.includes(rule) ? rule : `Chosen by the rule “${rule}”`
}
