import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { Field, Select } from '#renderer/parts/field.tsx'
import { readAs, toNumber, toNumberOrNull } from '#renderer/parts/reading.ts'
import type { ScriptStep, ScriptStepKind } from '#shared/rules/answer-script.ts'
import { longestStepMs, scriptSteps, StepTimes } from '#shared/rules/answer-script.ts'
import { AnswerFields } from './answer-fields.tsx'
import { newStep } from './new-step.ts'

const kinds = (Object.keys(scriptSteps) as ScriptStepKind[]).map((value) => ({
  value,
  label: scriptSteps[value].title,
}))
const readTimes = readAs(StepTimes, 'It is a whole number from 1 to 1,000, or empty.', toNumberOrNull)

type StepRowProps = {
  step: ScriptStep
  number: number
  isOnly: boolean
  error: Error | null
  onSave: (step: ScriptStep, onDone?: OnDone) => void
  onRemove: () => void
}

/** One step of a script: what it does, and to how many requests. */
export function ScriptStepRow({ step, number, isOnly, error, onSave, onRemove }: StepRowProps): ReactElement {
  const path = `script.steps.${number - 1}`
  return (
    <li className="script-step">
      <div className="script-step-head">
        <Field label={`Step ${number}`}>
          {(control) => (
            <Select
              {...control}
              options={kinds}
              value={step.kind}
              onChange={(kind) => onSave({ ...newStep[kind], times: step.times })}
            />
          )}
        </Field>
        <DraftField
          isNumber
          label="Requests"
          placeholder="all"
          text={step.times === null ? '' : String(step.times)}
          read={readTimes}
          onSave={(times, onDone) => onSave({ ...step, times }, onDone)}
          error={errorAt(error, `${path}.times`)}
        />
        <IconButton label={`Remove step ${number}`} disabled={isOnly} onClick={onRemove}>
          <Trash2 className="i s" aria-hidden="true" />
        </IconButton>
      </div>
      {step.kind === 'silence' && (
        <Duration
          label="Silent for (ms)"
          ms={step.forMs}
          onSave={(forMs, onDone) => onSave({ ...step, forMs }, onDone)}
        />
      )}
      {step.kind === 'drip' && (
        <Duration
          label="Drips over (ms)"
          ms={step.overMs}
          onSave={(overMs, onDone) => onSave({ ...step, overMs }, onDone)}
        />
      )}
      {(step.kind === 'answer' || step.kind === 'drip') && (
        <AnswerFields
          answer={step.answer}
          onSave={(answer, onDone) => onSave({ ...step, answer }, onDone)}
          error={error}
          path={`${path}.answer`}
        />
      )}
    </li>
  )
}

const leastMs = 100

function Duration({
  label,
  ms,
  onSave,
}: {
  label: string
  ms: number
  onSave: (ms: number, onDone?: OnDone) => void
}): ReactElement {
  const read = (text: string) => {
    const value = toNumber(text)
    const isRight = Number.isInteger(value) && value >= leastMs && value <= longestStepMs
    return isRight ? { value } : { mistake: 'It is from 100 to 60,000 milliseconds.' }
  }
  return <DraftField isNumber label={label} text={String(ms)} read={read} onSave={onSave} />
}
