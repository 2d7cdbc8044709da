import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './steps-list.css'

/** What to do, in order; `isHint` where it stands below a field. */
export const StepsList = ({ isHint = false, children }: { isHint?: boolean; children: ReactNode }): ReactElement => (
  <ol className={classNames('steps-list', isHint && 'hint')}>{children}</ol>
)
