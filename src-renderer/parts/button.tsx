import type { ComponentProps, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import './button.css'

type Look = 'plain' | 'primary' | 'ghost' | 'danger'

const looks: Record<Look, string | null> = { plain: null, primary: 'pri', ghost: 'gh', danger: 'dng' }

/** A button with words. `look` says its weight; there is at most one primary in sight. */
export function Button({
  look = 'plain',
  small = false,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: Look; small?: boolean }): ReactElement {
  return <button type={type} className={classNames('btn', looks[look], small && 'sm', className)} {...rest} />
}

/** A button with an icon only; `label` names it for everyone who cannot see the icon. */
export function IconButton({
  label,
  small = false,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'type'> & { label: string; small?: boolean }): ReactElement {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      className={classNames('ib', small && 'sm', className)}
      {...rest}
    />
  )
}
