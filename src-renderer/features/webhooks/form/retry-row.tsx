import type { ReactElement } from 'react'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import type { Reading } from '#renderer/parts/draft-field.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import { FormGroupRow } from '#renderer/parts/form/form-row.tsx'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'
import type { RetryKind, RetryPolicy } from '#shared/rules/retry-policy.ts'
import { RetryPolicy as Policy, attemptsOf, describeRetryPolicy } from '#shared/rules/retry-policy.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { readDelays, writeDelays } from './delay-text.ts'
import type { WebhookForm } from './use-webhook-form.ts'

type PresetName = keyof typeof retryPresets

const presetNames = Object.keys(retryPresets) as PresetName[]
const attemptsWords = (policy: RetryPolicy): string => {
  const attempts = attemptsOf(policy)
  return attempts === 1 ? 'one attempt' : `${attempts} attempts`
}
const presets: { value: PresetName | 'own'; label: string }[] = [
  ...presetNames.map((value) => ({
    value,
    label: `${retryPresets[value].title}: ${attemptsWords(retryPresets[value].policy)}`,
  })),
  { value: 'own', label: 'Of your own making' },
]

const kinds: { value: RetryKind; label: string }[] = [
  { value: 'schedule', label: 'At these delays' },
  { value: 'exponential', label: 'Ever more slowly' },
  { value: 'linear', label: 'At even steps' },
]

const fresh: Record<RetryKind, RetryPolicy> = {
  schedule: Policy.parse({ kind: 'schedule', delaysSeconds: [5, 30, 300] }),
  exponential: Policy.parse({ kind: 'exponential', firstSeconds: 5, attempts: 6 }),
  linear: Policy.parse({ kind: 'linear', firstSeconds: 60, attempts: 4 }),
}

const isPreset = (name: PresetName, policy: RetryPolicy): boolean =>
  JSON.stringify(retryPresets[name].policy) === JSON.stringify(policy)

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}. Then dead letter.`

/** When a failed delivery is tried again. */
export function RetryRow({ form }: { form: WebhookForm }): ReactElement {
  const { draft, set, errorOf } = form
  const present = presetNames.find((name) => isPreset(name, draft.retry))
  const error = errorOf('retry.delaysSeconds')
  const isSound = Policy.safeParse(draft.retry).success
  const choose = (name: PresetName | 'own'): void =>
    set({ retry: name === 'own' ? ownOf(draft.retry) : retryPresets[name].policy })
  return (
    <FormGroupRow
      label="Retries"
      hint={isSound ? sentence(describeRetryPolicy(draft.retry)) : 'When it is tried again.'}
    >
      <Select aria-label="Retries" options={presets} value={present ?? 'own'} onChange={choose} />
      {!present && <OwnPolicy form={form} />}
      {error && (
        <p className="hint bad" role="alert">
          {error}
        </p>
      )}
    </FormGroupRow>
  )
}

/** The same policy, a little different, so that it is no preset any more. */
const ownOf = (policy: RetryPolicy): RetryPolicy => ({
  ...policy,
  jitter: { ...policy.jitter, share: policy.jitter.share === 0.2 ? 0.15 : 0.2 },
})

const figures = {
  schedule: [],
  exponential: [
    { field: 'attempts', label: 'Attempts in all' },
    { field: 'firstSeconds', label: 'First delay (seconds)' },
    { field: 'factor', label: 'Each delay is longer by' },
    { field: 'maxSeconds', label: 'Longest delay (seconds)' },
  ],
  linear: [
    { field: 'attempts', label: 'Attempts in all' },
    { field: 'firstSeconds', label: 'First delay (seconds)' },
    { field: 'stepSeconds', label: 'Each delay is longer by (seconds)' },
  ],
} as const satisfies Record<RetryKind, readonly { field: string; label: string }[]>

function OwnPolicy({ form: { draft, set, errorOf } }: { form: WebhookForm }): ReactElement {
  const { retry } = draft
  const change = (changes: object): void => set({ retry: { ...retry, ...changes } as RetryPolicy })
  return (
    <div className="nested">
      <Field label="Delays grow">
        {(control) => (
          <Select {...control} options={kinds} value={retry.kind} onChange={(kind) => set({ retry: fresh[kind] })} />
        )}
      </Field>
      {retry.kind === 'schedule' && (
        <DraftField
          mono
          label="Delays"
          hint="One a retry, such as 5 s, 30 s, 5 min, 1 h."
          text={writeDelays(retry.delaysSeconds)}
          read={readDelayText}
          onSave={(delaysSeconds, onDone) => {
            change({ delaysSeconds })
            onDone(true)
          }}
        />
      )}
      {figures[retry.kind].map(({ field, label }) => (
        <Field key={field} label={label} error={errorOf(`retry.${field}`)}>
          {(control) => (
            <NumberInput
              {...control}
              name={`retry.${field}`}
              value={(retry as Record<string, unknown>)[field] as number}
              onChange={(value) => change({ [field]: value ?? Number.NaN })}
            />
          )}
        </Field>
      ))}
      <Field label="Jitter (%)" hint="So that what failed together does not come back together.">
        {(control) => (
          <NumberInput
            {...control}
            name="retry.jitter.share"
            scale={0.01}
            value={retry.jitter.share}
            onChange={(share) => change({ jitter: { ...retry.jitter, share: share ?? Number.NaN } })}
          />
        )}
      </Field>
    </div>
  )
}

function readDelayText(text: string): Reading<number[]> {
  const delays = readDelays(text)
  return delays ? { value: delays } : { mistake: 'Delays are numbers with s, min, h or days: 5 s, 30 s, 5 min.' }
}
