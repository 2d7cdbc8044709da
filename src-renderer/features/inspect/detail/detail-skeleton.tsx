import type { ReactElement } from 'react'
import { Skeleton } from '#renderer/parts/skeleton.tsx'

/** The shape of a request that is on its way. */
export const DetailSkeleton = (): ReactElement => (
  <section className="detail-skeleton" aria-busy="true" aria-label="Reading the request">
    {['38%', '22%', '90%', '64%', '52%', '71%', '46%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </section>
)
