import type { ReactElement } from 'react'
import './empty-state.css'

/** The shape of a line that is on its way; shows only after 150 ms, so that what is quick does not flicker. */
export const Skeleton = ({ width = '100%' }: { width?: string | number }): ReactElement => (
  <span className="skel" style={{ width }} aria-hidden="true" />
)
