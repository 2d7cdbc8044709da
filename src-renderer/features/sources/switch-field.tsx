import type { ReactElement, ReactNode } from 'react'
import { useId } from 'react'
import { Switch } from '#renderer/parts/switch.tsx'

type SwitchFieldProps = {
  label: string
  /** Nothing where it is empty. */
  hint: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off, with what it means. */
export function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps): ReactElement {
  const id = useId()
  return (
    <div className="field">
      <Switch checked={checked} onChange={onChange} aria-describedby={hint ? id : undefined}>
        {label}
      </Switch>
      {hint && (
        <p className="hint" id={id}>
          {hint}
        </p>
      )}
    </div>
  )
}
