import { useState } from 'react'
import type { ComponentProps, ReactElement } from 'react'
import { Input } from '#renderer/parts/field.tsx'

/**
 * A number to type in. Nothing typed is `null`, and what is no number is NaN, for the schema to refuse. `scale` is how
 * many units of the value one typed unit is: 1000 where seconds are typed and milliseconds are kept.
 */
export function NumberInput({
  value,
  onChange,
  scale = 1,
  ...rest
}: Omit<ComponentProps<typeof Input>, 'value' | 'onChange'> & {
  value: number | null
  onChange: (value: number | null) => void
  scale?: number
}): ReactElement {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = value === null || Number.isNaN(value) ? '' : String(value / scale)
  const read = (text: string): number | null => (text.trim() === '' ? null : Number(text.replace(',', '.')) * scale)
  // What was typed is shown as long as it means the value: "1." must not become "1" while typing.
  const isCurrent = typed !== null && Object.is(read(typed), value)
  return (
    <Input
      inputMode="decimal"
      {...rest}
      value={isCurrent ? typed : shown}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(read(event.target.value))
      }}
    />
  )
}
