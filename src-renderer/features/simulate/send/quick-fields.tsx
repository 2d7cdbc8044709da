import type { ReactElement } from 'react'
import { changeSimulation } from '#renderer/data/simulation-draft.ts'
import { Field, Input } from '#renderer/parts/field.tsx'
import type { SimulationView } from './use-simulation.ts'
import { readQuickField, writeQuickField } from './quick-field-text.ts'

/** The values that are changed most, in step with the payload. */
export function QuickFields({ simulation }: { simulation: SimulationView }): ReactElement | null {
  const { draft, quickFields } = simulation
  const { body } = draft
  if (quickFields.length === 0 || body === null) return null
  return (
    <div className="sim-fields">
      {quickFields.map(({ label, path }) => {
        const text = readQuickField(body, path)
        return (
          <Field key={path} label={label}>
            {(control) => (
              <Input
                {...control}
                title={path}
                disabled={text === null}
                value={text ?? ''}
                placeholder={text === null ? 'Not in the payload' : ''}
                onChange={({ target }) => changeSimulation({ body: writeQuickField(body, path, target.value) })}
              />
            )}
          </Field>
        )
      })}
    </div>
  )
}
