import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import { Input } from '#renderer/parts/field.tsx'
import { CheckBox } from './check-box.tsx'
import type { NamedValue } from './named-value.ts'
import { isKept, withSecrecy, withText } from './named-value.ts'
import './form.css'

type LineProps = {
  /** What one of them is called: a header, a variable. */
  noun: string
  /** Where the list is in the form. */
  path: string
  index: number
  line: NamedValue
  /** The list as it is saved. */
  saved: readonly NamedValue[]
  /** A name and a value, to show how they look. */
  example: readonly [name: string, value: string]
  errorOf: (path: string) => string | null
  onChange: (line: NamedValue) => void
  onRemove: () => void
}

/** One header or variable of a list. A secret value is kept encrypted and never shown again. */
export function NamedValueLine({
  noun,
  path,
  index,
  line,
  saved,
  example,
  errorOf,
  onChange,
  onRemove,
}: LineProps): ReactElement {
  const { name, value, isSecret } = line
  const hasKept = isKept(saved, name)
  const place = `${path}.${index}`
  const wrong = { name: errorOf(`${place}.name`), value: errorOf(`${place}.value`) }
  const mistake = wrong.name ?? wrong.value ?? errorOf(place)
  const called = name || `${noun} ${index + 1}`
  return (
    <div className="pairs-line">
      <Input
        mono
        name={`${place}.name`}
        aria-label={`Name of ${noun} ${index + 1}`}
        aria-invalid={wrong.name ? true : undefined}
        placeholder={example[0]}
        value={name}
        onChange={(event) => onChange({ ...line, name: event.target.value.trim() })}
      />
      <Input
        mono
        name={`${place}.value`}
        aria-label={`Value of ${called}`}
        aria-invalid={wrong.value ? true : undefined}
        type={isSecret ? 'password' : 'text'}
        placeholder={value === null ? 'Kept as it is' : example[1]}
        value={value ?? ''}
        onChange={(event) => onChange(withText(line, event.target.value, hasKept))}
      />
      <CheckBox
        checked={isSecret}
        aria-label={`${called} is secret`}
        onChange={(secret) => onChange(withSecrecy(line, secret, hasKept))}
      >
        Secret
      </CheckBox>
      <IconButton small label={`Remove ${called}`} onClick={onRemove}>
        <Trash2 className="i s" aria-hidden="true" />
      </IconButton>
      {mistake && (
        <p className="hint bad" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}
