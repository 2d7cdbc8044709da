import type { ReactElement, ReactNode } from 'react'
import './switch.css'

/** Something that is on or off, at once. */
export const Switch = ({
  checked,
  onChange,
  disabled,
  'aria-describedby': describedBy,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  'aria-describedby'?: string | undefined
  children: ReactNode
}): ReactElement => (
  <button
    type="button"
    role="switch"
    className="tog"
    aria-checked={checked}
    aria-describedby={describedBy}
    disabled={disabled}
    onClick={() => onChange(!checked)}
  >
    <span className="sw" aria-hidden="true" />
    <span>{children}</span>
  </button>
)
