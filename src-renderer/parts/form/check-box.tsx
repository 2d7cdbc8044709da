import type { ComponentProps, ReactElement, ReactNode } from 'react'
import './form.css'

/** Something that is chosen or not, among others. */
export const CheckBox = ({
  checked,
  onChange,
  children,
  ...rest
}: Omit<ComponentProps<'input'>, 'checked' | 'onChange' | 'type'> & {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}): ReactElement => (
  <label className="check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} {...rest} />
    <span className="ell">{children}</span>
  </label>
)
