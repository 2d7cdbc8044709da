import type { ReactElement, ReactNode } from 'react'
import { useId } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import type { FieldControl } from '#renderer/parts/field.tsx'
import './form.css'

/** Settings that belong together, under their heading. */
export const FormSection = ({
  title,
  about,
  children,
}: {
  title: string
  about?: string
  children: ReactNode
}): ReactElement => {
  const id = useId()
  return (
    <section className="form-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {about && <p className="hint">{about}</p>}
      {children}
    </section>
  )
}

/** One setting: its name and what it does on the left, its control on the right, and below what is wrong with it. */
export function FormRow({
  label,
  hint,
  error,
  wide = false,
  children,
}: {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  /** The control takes a line of its own. */
  wide?: boolean
  children: (control: FieldControl) => ReactNode
}): ReactElement {
  const id = useId()
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null)
  return (
    <div className={classNames('form-row', wide && 'wide')}>
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <div className="form-control">
        {children({
          id,
          'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
          'aria-invalid': error ? true : undefined,
        })}
        {error && (
          <p className="hint bad" id={`${id}-error`} role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  )
}

/** A row whose control is several fields, each with a label of its own. */
export const FormGroupRow = ({
  label,
  hint,
  children,
}: {
  label: string
  hint?: ReactNode
  children: ReactNode
}): ReactElement => {
  const id = useId()
  return (
    <div className="form-row" role="group" aria-labelledby={id}>
      <div>
        <h3 id={id}>{label}</h3>
        {hint && <p className="hint">{hint}</p>}
      </div>
      <div className="form-control">{children}</div>
    </div>
  )
}
