import { ArrowUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { AppError } from '#shared/contract/problem.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import './row-list.css'

type ErrorProps = {
  /** What could not be listed, in the plural. */
  what: string
  error: Error
  onClear: () => void
  onRetry: () => void
}

/** A filter that the server cannot read is cleared; anything else is tried again. */
export function ListError({ what, error, onClear, onRetry }: ErrorProps): ReactElement {
  const isFilter = error instanceof AppError && (error.code === 'bad-query' || error.code === 'bad-input')
  return (
    <ErrorBox
      title={isFilter ? 'The filter cannot be understood' : `The ${what} could not be listed`}
      error={error}
      action={isFilter ? <Button onClick={onClear}>Clear filter</Button> : <Button onClick={onRetry}>Try again</Button>}
    />
  )
}

/** How many rows wait for a list that somebody reads. */
export const NewPill = ({ waiting, onShow }: { waiting: number; onShow: () => void }): ReactElement | null =>
  waiting === 0 ? null : (
    <button type="button" className="newpill" onClick={onShow}>
      <ArrowUp className="i s" aria-hidden="true" />
      {formatCount(waiting)} new
    </button>
  )

/** Rows that are on their way; `rowHeight` in pixels. */
export const SkeletonRows = ({ label, rowHeight }: { label: string; rowHeight: number }): ReactElement => (
  <section aria-busy="true" aria-label={label}>
    {Array.from({ length: 12 }, (_, index) => (
      <div className="row-skeleton" key={index} style={{ height: rowHeight }}>
        <Skeleton width={88} />
        <Skeleton width={`${30 + ((index * 17) % 35)}%`} />
      </div>
    ))}
  </section>
)

/** How long a whole list is, for those who cannot see its scroll bar; -1 where nobody knows. */
export const setSizeOf = (found: { count: number; isEstimate: boolean } | undefined, loaded: number): number =>
  !found || found.isEstimate ? -1 : Math.max(found.count, loaded)
