import { Zap } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { makeTrigger } from '#renderer/data/make-trigger.ts'
import { useRequestBody } from '#renderer/data/queries/request-files.ts'
import { BodyViewer } from '#renderer/parts/body-viewers/body-viewer.tsx'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { useKept } from '#renderer/parts/use-kept.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { Request } from '#shared/model/request.ts'
import { BodyDiff } from './body-diff.tsx'

const wholeUpToBytes = 5_000_000
const firstBytes = 256_000

/** The body; a very large one is fetched in part until all of it is asked for. */
export function BodyTab({ request, compareId }: { request: Request; compareId: string | null }): ReactElement {
  const [wholeId, setWholeId] = useState<string | null>(null)
  const isWhole = request.bodyBytes <= wholeUpToBytes || wholeId === request.id
  const body = useRequestBody(request.id, isWhole ? null : firstBytes)
  const bytes = body.data
  const loaded = useMemo(() => (bytes ? { request, bytes } : undefined), [request, bytes])
  // The viewer stays, with what it was told to show, until the next body is here.
  const { shown, isOld } = useKept(loaded)
  if (body.error) {
    const again = <Button onClick={() => void body.refetch()}>Try again</Button>
    return <ErrorBox title="The body could not be read" error={body.error} action={again} />
  }
  if (!shown) return <BodySkeleton />
  return (
    <div className="col grow" aria-busy={isOld} data-old={isOld || undefined}>
      <BodyViewer
        // A comparison that is asked for is shown at once.
        key={compareId}
        opensAs={compareId === null ? null : 'diff'}
        bytes={shown.bytes}
        totalBytes={shown.request.bodyBytes}
        contentType={shown.request.contentType}
        contentEncoding={valueOf(shown.request.headers, 'content-encoding')}
        label={`Body of ${shown.request.eventType ?? shown.request.path}`}
        fileName={shown.request.id}
        onLoadAll={() => setWholeId(shown.request.id)}
        placeAction={{ title: 'Use in trigger', icon: Zap, run: (place) => makeTrigger(shown.request, place) }}
        diff={<BodyDiff request={shown.request} bytes={shown.bytes} compareId={compareId} />}
      />
    </div>
  )
}

const BodySkeleton = (): ReactElement => (
  <div className="detail-skeleton" aria-busy="true">
    {['18%', '46%', '38%', '52%', '41%', '30%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
)
