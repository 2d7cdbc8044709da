import { Plus, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Input } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'

type NamedValue = { name: string; value: string | null; isSecret: boolean }

type NamedValuesProps = {
  noun: string
  title: string
  path: string
  /** A name and a value, to show how they look. */
  example: readonly [string, string]
  values: readonly NamedValue[]
  errorOf: (path: string) => string | null
  onChange: (values: NamedValue[]) => void
}

/** Variables or headers. A secret value is kept encrypted and never shown again. */
export function NamedValues(props: NamedValuesProps): ReactElement {
  const { noun, title, values, onChange } = props
  return (
    <div className="ts-values" role="group" aria-label={title}>
      <div className="row">
        <h3 className="grow">{title}</h3>
        <Button small onClick={() => onChange([...values, { name: '', value: '', isSecret: true }])}>
          <Plus className="i s" aria-hidden="true" />
          Add a {noun}
        </Button>
      </div>
      {values.map((value, index) => (
        // They have no ids; a removed one makes room for the next.
        <ValueLine key={index} {...props} value={value} index={index} />
      ))}
    </div>
  )
}

function ValueLine({
  noun,
  path,
  example,
  values,
  errorOf,
  onChange,
  value: { name, value, isSecret },
  index,
}: NamedValuesProps & { value: NamedValue; index: number }): ReactElement {
  const change = (changes: Partial<NamedValue>): void =>
    onChange(values.with(index, { name, value, isSecret, ...changes }))
  const mistake = errorOf(`${path}.${index}`)
  const called = name || `${noun} ${index + 1}`
  return (
    <div className="pairs-line">
      <Input
        mono
        aria-label={`Name of ${noun} ${index + 1}`}
        aria-invalid={mistake ? true : undefined}
        placeholder={example[0]}
        value={name}
        onChange={(event) => change({ name: event.target.value.trim() })}
      />
      <Input
        mono
        aria-label={`Value of ${called}`}
        type={isSecret ? 'password' : 'text'}
        placeholder={value === null ? 'Kept as it is' : example[1]}
        value={value ?? ''}
        onChange={(event) => change({ value: event.target.value === '' && value === null ? null : event.target.value })}
      />
      <CheckBox
        checked={isSecret}
        aria-label={`${called} is secret`}
        onChange={(secret) => change({ isSecret: secret, value: value ?? (secret ? null : '') })}
      >
        Secret
      </CheckBox>
      <IconButton small label={`Remove ${called}`} onClick={() => onChange(values.toSpliced(index, 1))}>
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
