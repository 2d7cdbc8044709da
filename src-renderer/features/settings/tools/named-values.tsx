import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { NamedValueLine } from '#renderer/parts/form/named-value-line.tsx'
import type { NamedValue } from '#renderer/parts/form/named-value.ts'
import type { ToolServerForm } from './use-tool-server-form.ts'

type NamedValuesProps = {
  form: ToolServerForm
  noun: string
  title: string
  path: string
  /** A name and a value, to show how they look. */
  example: readonly [name: string, value: string]
  values: readonly NamedValue[]
  /** The list as it is saved. */
  saved: readonly NamedValue[]
  onChange: (values: NamedValue[]) => void
}

/** Variables or headers. A secret value is kept encrypted and never shown again. */
export function NamedValues(props: NamedValuesProps): ReactElement {
  const { form, noun, title, path, example, values, saved, onChange } = props
  const mistake = form.errorOfList(path)
  return (
    <div className="ts-values" role="group" aria-label={title}>
      <div className="row">
        <h3 className="grow">{title}</h3>
        <Button small onClick={() => onChange([...values, { name: '', value: '', isSecret: true }])}>
          <Plus className="i s" aria-hidden="true" />
          Add a {noun}
        </Button>
      </div>
      {values.map((line, index) => (
        // They have no ids; a removed one makes room for the next.
        <NamedValueLine
          key={index}
          noun={noun}
          path={path}
          index={index}
          line={line}
          saved={saved}
          example={example}
          errorOf={form.errorOf}
          onChange={(value) => onChange(values.with(index, value))}
          onRemove={() => onChange(values.toSpliced(index, 1))}
        />
      ))}
      {mistake && (
        <p className="hint bad" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}
