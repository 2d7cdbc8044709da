import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { usePlayScript, useRestartScript } from '#renderer/data/queries/scripts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Source } from '#shared/model/source.ts'
import type { AnswerScript } from '#shared/rules/answer-script.ts'
import { describeScript } from '#shared/rules/answer-script.ts'
import { ReadyScriptName, readyScripts } from '#shared/rules/ready-scripts.ts'
import { ScriptStepRow } from './script-step-row.tsx'
import { newStep } from './new-step.ts'
import { SenderVerdictList } from './sender-verdict-list.tsx'
import { SettingGroup } from './setting-group.tsx'
import { useSetting } from './use-setting.ts'

type Choice = ReadyScriptName | 'none' | 'own'

const mostSteps = 50
const options: { value: Choice; label: string }[] = [
  { value: 'none', label: 'No script' },
  ...ReadyScriptName.options.map((value) => ({ value, label: readyScripts[value].title })),
  { value: 'own', label: 'Steps of your own' },
]

const isSame = (one: AnswerScript, other: AnswerScript): boolean => JSON.stringify(one) === JSON.stringify(other)

function choiceOf(script: AnswerScript | null): Choice {
  if (script === null) return 'none'
  return ReadyScriptName.options.find((name) => isSame(readyScripts[name].script, script)) ?? 'own'
}

/** Answers one request after the other, to see what a sender does; and what it did. */
export function ScriptSection({ source }: { source: Source }): ReactElement {
  const script = useSetting(source, 'script')
  const play = usePlayScript()
  const choice = choiceOf(script.value)
  const choose = (next: Choice): void => {
    if (next === 'none') script.save(null)
    else if (next === 'own') script.save({ steps: [newStep.answer], startsOver: false })
    else play.mutate({ id: source.id, script: next }, { onError: notifyError })
  }
  return (
    <SettingGroup
      title="Test the sender"
      about="A script answers one request after the other, before everything above. Each is stored before its step is played."
    >
      <Field label="Script" hint={choice === 'none' || choice === 'own' ? undefined : readyScripts[choice].about}>
        {(control) => <Select {...control} options={options} value={choice} onChange={choose} />}
      </Field>
      {script.value !== null && (
        <>
          <p className="script-words">It answers {describeScript(script.value)}.</p>
          <ScriptSteps setting={script} script={script.value} />
          <Restart id={source.id} />
          <SenderVerdictList id={source.id} />
        </>
      )}
    </SettingGroup>
  )
}

type StepsProps = { setting: ReturnType<typeof useSetting<'script'>>; script: AnswerScript }

function ScriptSteps({ setting, script }: StepsProps): ReactElement {
  const { steps } = script
  return (
    <details className="script-steps">
      <summary>Steps</summary>
      <ol>
        {steps.map((step, index) => (
          // Steps have no ids; a moved one shows its new place.
          <ScriptStepRow
            key={index}
            step={step}
            number={index + 1}
            error={setting.error}
            isOnly={steps.length === 1}
            onSave={(changed, onDone) => setting.save({ ...script, steps: steps.with(index, changed) }, onDone)}
            onRemove={() => setting.save({ ...script, steps: steps.toSpliced(index, 1) })}
          />
        ))}
      </ol>
      <div className="script-end">
        <Button
          disabled={steps.length >= mostSteps || setting.isSaving}
          onClick={() => setting.save({ ...script, steps: [...steps, newStep.answer] })}
        >
          <Plus className="i s" aria-hidden="true" />
          Add a step
        </Button>
        <Switch checked={script.startsOver} onChange={(startsOver) => setting.save({ ...script, startsOver })}>
          Start over after the last step
        </Switch>
      </div>
    </details>
  )
}

function Restart({ id }: { id: string }): ReactElement {
  const restart = useRestartScript()
  return (
    <div>
      <Button disabled={restart.isPending} onClick={() => restart.mutate(id, { onError: notifyError })}>
        Begin again with step 1
      </Button>
    </div>
  )
}
