import type { ReactElement } from 'react'
import { useRequestBody } from '#renderer/data/queries/request-files.ts'
import { useFoundRequests, useRequest } from '#renderer/data/queries/requests.ts'
import { DiffView } from '#renderer/parts/body-viewers/diff-view.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { useNow } from '#renderer/parts/use-now.ts'
import type { Request, RequestRow } from '#shared/model/request.ts'
import { printRequestQuery } from '#shared/query/request-query.ts'
import { HeadDifferences } from './head-differences.tsx'

type Bytes = Uint8Array<ArrayBuffer>

/** What changed since the one before of the same event, or between two that were selected. */
export function BodyDiff({
  request,
  bytes,
  compareId,
}: {
  request: Request
  bytes: Bytes
  compareId: string | null
}): ReactElement {
  return compareId === null ? (
    <DiffWithPrevious request={request} bytes={bytes} />
  ) : (
    <DiffWithSelected request={request} bytes={bytes} otherId={compareId} />
  )
}

/** The query for the requests before this one that tell of the same. */
function queryOfEarlier({ eventType, path, receivedAt }: Request): string {
  const same = eventType === null ? { field: 'path', value: path || '/' } : { field: 'event', value: eventType }
  return printRequestQuery([
    { kind: 'field', comparison: '=', negated: false, field: same.field as 'path' | 'event', value: same.value },
    { kind: 'field', comparison: '=', negated: false, field: 'before', value: receivedAt },
  ])
}

function DiffWithPrevious({ request, bytes }: { request: Request; bytes: Bytes }): ReactElement {
  const earlier = useFoundRequests(queryOfEarlier(request), 2)
  if (earlier.error) return <ErrorBox title="The earlier requests could not be read" error={earlier.error} />
  const previous = earlier.data?.find(({ id, sourceId }) => id !== request.id && sourceId === request.sourceId)
  if (previous) return <Diff request={request} bytes={bytes} other={previous} />
  if (earlier.isPending || earlier.isPlaceholderData) return <p className="tab-note">Looking for the one before</p>
  return <p className="tab-note">No earlier {request.eventType ?? 'request like this'} to compare with.</p>
}

function DiffWithSelected({
  request,
  bytes,
  otherId,
}: {
  request: Request
  bytes: Bytes
  otherId: string
}): ReactElement {
  const other = useRequest(otherId)
  if (other.error) return <ErrorBox title="The other request could not be read" error={other.error} />
  return other.data ? (
    <Diff request={request} bytes={bytes} other={other.data} />
  ) : (
    <p className="tab-note">Comparing</p>
  )
}

function Diff({ request, bytes, other }: { request: Request; bytes: Bytes; other: RequestRow }): ReactElement {
  const now = useNow()
  const body = useRequestBody(other.id)
  const whole = useRequest(other.id)
  if (body.error) return <ErrorBox title="The body to compare with could not be read" error={body.error} />
  if (!body.data) return <p className="tab-note">Comparing</p>
  const sides = [
    { bytes, contentType: request.contentType },
    { bytes: body.data, contentType: other.contentType },
  ] as const
  const isOlder = other.receivedAt <= request.receivedAt
  const caption = `Compared with the ${isOlder ? 'one before' : 'one after'}, ${formatMoment(new Date(other.receivedAt), now)}`
  return (
    <>
      {whole.error && <ErrorBox title="The heads could not be compared" error={whole.error} />}
      {whole.data && <HeadDifferences before={isOlder ? whole.data : request} after={isOlder ? request : whole.data} />}
      <DiffView before={isOlder ? sides[1] : sides[0]} after={isOlder ? sides[0] : sides[1]} caption={caption} />
    </>
  )
}
