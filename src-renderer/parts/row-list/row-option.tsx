import type { ReactElement, ReactNode } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import type { RowStanding } from './row-box.tsx'

type OptionProps = RowStanding & { id: string; className: string; children: ReactNode }

/** The frame of a row in a {@link RowBox}. */
export const RowOption = ({ id, className, index, top, setSize, children, ...is }: OptionProps): ReactElement => (
  <div
    id={id}
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <option> cannot hold badges and icons
    role="option"
    aria-selected={is.isSelected || is.isOpen}
    aria-posinset={index + 1}
    aria-setsize={setSize}
    tabIndex={is.isCursor ? 0 : -1}
    className={classNames('row-option', className, is.isOpen && 'open')}
    style={{ transform: `translateY(${top}px)` }}
  >
    {children}
  </div>
)
