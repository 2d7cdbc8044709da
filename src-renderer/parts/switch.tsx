import type { ReactElement, ReactNode } from 'react'
import './switch.css'

/** Something that is on or off, at once. */
export const Switch = ({
  checked,
  onChange,
  disabled,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  children: ReactNode
}): ReactElement => (
  <button
    type="button"
    role="switch"
    className="tog"
    aria-checked={checked}
    disabled={disabled}
    onClick={() => onChange(!checked)}
  >
    <span className="sw" aria-hidden="true" />
    <span>{children}</span>
  </button>
)
