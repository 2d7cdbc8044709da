import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { useId } from 'react'
import { classNames } from './class-names.ts'
import './field.css'

/** What a control needs to be tied to its label, hint and error. */
export type FieldControl = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** A labelled control with a hint, or with what is wrong with it. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: string | null | undefined
  children: (control: FieldControl) => ReactNode
}): ReactElement {
  const id = useId()
  const message = error ?? hint
  const describedBy = message ? `${id}-hint` : undefined
  return (
    <div className="field">
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {message && (
        <p id={describedBy} className={classNames('hint', error && 'bad')} role={error ? 'alert' : undefined}>
          {message}
        </p>
      )}
    </div>
  )
}

/** A line of text to type in; `mono` for what machines read. */
export function Input({
  mono = false,
  className,
  ...rest
}: ComponentProps<'input'> & { mono?: boolean }): ReactElement {
  return (
    <span className={classNames('inp', mono && 'mono', className)} data-invalid={rest['aria-invalid'] ? '' : undefined}>
      <input autoComplete="off" spellCheck={false} {...rest} />
    </span>
  )
}

/** Several lines of text to type in. */
export function TextArea({ mono = false, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }): ReactElement {
  return (
    <span className={classNames('inp', mono && 'mono')} data-invalid={rest['aria-invalid'] ? '' : undefined}>
      <textarea spellCheck={false} {...rest} />
    </span>
  )
}

/** A choice of one among several. */
export function Select<Value extends string>({
  options,
  value,
  onChange,
  ...rest
}: Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}): ReactElement {
  return (
    <span className="inp">
      <select value={value} onChange={(event) => onChange(event.target.value as Value)} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  )
}
