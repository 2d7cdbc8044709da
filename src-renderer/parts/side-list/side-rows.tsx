import type { ReactElement, ReactNode } from 'react'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import './side-list.css'

type RowProps = {
  href: string
  isOpen: boolean
  /** Has changes that are not saved. */
  isDirty?: boolean
  title?: string
  name: string
  /** How it fares. */
  children: ReactNode
}

/** A thing in the list beside its pane: its name and how it fares. */
export const SideRow = ({ href, isOpen, isDirty = false, title, name, children }: RowProps): ReactElement => (
  <li>
    <a className="side-row" href={href} aria-current={isOpen ? 'true' : undefined} title={title}>
      <b className="ell">
        {name}
        {isDirty && <i className="dirty" title="Not saved" />}
        {isDirty && <span className="sr">, not saved</span>}
      </b>
      <small>{children}</small>
    </a>
  </li>
)

/** The row of a thing that is not made yet. */
export const DraftRow = ({ hasDraft, ...row }: Omit<RowProps, 'children'> & { hasDraft: boolean }): ReactElement => (
  <SideRow {...row}>{hasDraft ? 'Not made yet, kept as it is' : 'Not made yet'}</SideRow>
)

/** `isOld`: the rows are of the filter before. */
export const SideRows = ({ isOld, children }: { isOld: boolean; children: ReactNode }): ReactElement => (
  <ul className="scroll side-rows" data-old={isOld || undefined}>
    {children}
  </ul>
)

/** Rows that are on their way. */
export const SideSkeleton = ({ label }: { label: string }): ReactElement => (
  <div className="side-skeleton" aria-busy="true" aria-label={label}>
    {['44%', '62%', '38%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
)
