import type { ReactElement } from 'react'
import { Field, Select, TextArea } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { FormGroupRow, FormRow } from '#renderer/parts/form/form-row.tsx'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'
import type { CaptureLevel } from '#shared/model/webhook.ts'
import type { AutoDisablePolicy } from '#shared/rules/auto-disable.ts'
import { describeAutoDisable } from '#shared/rules/auto-disable.ts'
import type { WebhookForm } from './use-webhook-form.ts'

const hourMs = 3_600_000

const captures: { value: CaptureLevel; label: string }[] = [
  { value: 'full', label: 'Everything' },
  { value: 'summary', label: 'No bodies of attempts' },
]

const disables: { value: AutoDisablePolicy['kind']; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'after-dead-letters', label: 'After dead letters in a row' },
  { value: 'after-failing', label: 'After failing for days' },
]

const freshDisable: { [Kind in AutoDisablePolicy['kind']]: Extract<AutoDisablePolicy, { kind: Kind }> } = {
  never: { kind: 'never' },
  'after-dead-letters': { kind: 'after-dead-letters', count: 100 },
  'after-failing': { kind: 'after-failing', seconds: 5 * 86_400, leastFailures: 10 },
}

type RowProps = { form: WebhookForm }

/** What few people change: how fast, how much, how strictly, and what is kept. */
export const LimitRows = ({ form }: RowProps): ReactElement => (
  <>
    <CountRow
      form={form}
      field="concurrency"
      label="Attempts at once"
      hint="More wait their turn; other webhooks are not held up."
    />
    <RateRow form={form} />
    <CountRow
      form={form}
      field="dailyQuota"
      label="Deliveries a day"
      hint="What is over is held until the next day (UTC). Empty: any number."
    />
    <CountRow
      form={form}
      field="maxBodyBytes"
      label="Largest payload (kB)"
      hint="A larger one becomes a dead letter. Empty: any size."
      scale={1000}
    />
    <CountRow form={form} field="rotateEveryDays" label="Rotate the secret every (days)" hint="Empty: by hand only." />
    <CountRow
      form={form}
      field="rotationOverlapMs"
      label="Both secrets sign for (hours)"
      hint="Where nothing else is said when the secret is rotated."
      scale={hourMs}
    />
    <DisableRow form={form} />
    <TransportRow form={form} />
    <KeptRow form={form} />
  </>
)

type CountField = 'concurrency' | 'dailyQuota' | 'maxBodyBytes' | 'rotateEveryDays' | 'rotationOverlapMs'

const isOptional: Record<CountField, boolean> = {
  concurrency: false,
  dailyQuota: true,
  maxBodyBytes: true,
  rotateEveryDays: true,
  rotationOverlapMs: false,
}

const CountRow = ({
  form: { draft, set, errorOf },
  field,
  label,
  hint,
  scale = 1,
}: RowProps & { field: CountField; label: string; hint: string; scale?: number }): ReactElement => (
  <FormRow label={label} hint={hint} error={errorOf(field, scale)}>
    {(control) => (
      <NumberInput
        {...control}
        name={field}
        scale={scale}
        value={draft[field]}
        onChange={(value) => set({ [field]: value ?? (isOptional[field] ? null : Number.NaN) })}
      />
    )}
  </FormRow>
)

const RateRow = ({ form: { draft, set, errorOf } }: RowProps): ReactElement => (
  <FormRow
    label="Deliveries a second"
    hint="On average, over any time. Empty: as fast as it answers."
    error={errorOf('rateLimit')}
  >
    {(control) => (
      <NumberInput
        {...control}
        name="rateLimit"
        value={draft.rateLimit === null ? null : draft.rateLimit.count / draft.rateLimit.perSeconds}
        onChange={(perSecond) => set({ rateLimit: rateOf(perSecond, draft.rateLimit?.burst) })}
      />
    )}
  </FormRow>
)

/** A rate in whole numbers: half a delivery a second is one in two seconds. */
function rateOf(perSecond: number | null, burst = 1): WebhookForm['draft']['rateLimit'] {
  if (perSecond === null) return null
  if (perSecond >= 1 || !(perSecond > 0)) return { count: perSecond, perSeconds: 1, burst }
  return { count: 1, perSeconds: Math.round(1 / perSecond), burst }
}

function DisableRow({ form: { draft, set, errorOf } }: RowProps): ReactElement {
  const { autoDisable, breaker } = draft
  return (
    <FormGroupRow
      label="When it only fails"
      hint={`Disabled, it holds its deliveries. It is ${describeAutoDisable(autoDisable)}.`}
    >
      <Select
        aria-label="Disable it"
        options={disables}
        value={autoDisable.kind}
        onChange={(kind) => set({ autoDisable: freshDisable[kind] })}
      />
      {autoDisable.kind === 'after-dead-letters' && (
        <Field label="Dead letters in a row" error={errorOf('autoDisable.count')}>
          {(control) => (
            <NumberInput
              {...control}
              name="autoDisable.count"
              value={autoDisable.count}
              onChange={(count) => set({ autoDisable: { ...autoDisable, count: count ?? Number.NaN } })}
            />
          )}
        </Field>
      )}
      {autoDisable.kind === 'after-failing' && (
        <Field label="Days of nothing but failures" error={errorOf('autoDisable.seconds', 86_400)}>
          {(control) => (
            <NumberInput
              {...control}
              name="autoDisable.seconds"
              scale={86_400}
              value={autoDisable.seconds}
              onChange={(seconds) => set({ autoDisable: { ...autoDisable, seconds: seconds ?? Number.NaN } })}
            />
          )}
        </Field>
      )}
      <CheckBox checked={breaker.isOn} onChange={(isOn) => set({ breaker: { ...breaker, isOn } })}>
        Let it rest for {breaker.restSeconds} s when most attempts fail
      </CheckBox>
      <CheckBox checked={draft.lateCounts} onChange={(lateCounts) => set({ lateCounts })}>
        A 2xx after the time-out still delivers
      </CheckBox>
    </FormGroupRow>
  )
}

const versions = [
  { value: 'TLSv1.2', label: 'TLS 1.2 or newer' },
  { value: 'TLSv1.3', label: 'TLS 1.3' },
] as const

const TransportRow = ({ form: { draft, set, errorOf } }: RowProps): ReactElement => (
  <FormGroupRow label="TLS and compression" hint="What an https target must be like.">
    <Select
      aria-label="TLS version"
      options={versions}
      value={draft.tls.minVersion}
      onChange={(minVersion) => set({ tls: { ...draft.tls, minVersion } })}
    />
    <CheckBox checked={draft.tls.verifies} onChange={(verifies) => set({ tls: { ...draft.tls, verifies } })}>
      Check its certificate
    </CheckBox>
    {!draft.tls.verifies && (
      <p className="hint warn">Anyone on the way can read and answer. Only for tests against your own machines.</p>
    )}
    <Field label="Certificates to trust besides the usual (PEM)" error={errorOf('tls.authority')}>
      {(control) => (
        <TextArea
          {...control}
          mono
          name="tls.authority"
          rows={2}
          value={draft.tls.authority ?? ''}
          onChange={({ target }) =>
            set({ tls: { ...draft.tls, authority: target.value === '' ? null : target.value } })
          }
        />
      )}
    </Field>
    <CheckBox checked={draft.gzip} onChange={(gzip) => set({ gzip })}>
      Compress with gzip, signed as it is before
    </CheckBox>
  </FormGroupRow>
)

const KeptRow = ({ form: { draft, set } }: RowProps): ReactElement => (
  <FormRow label="Kept of each attempt" hint="A body is kept in any case as long as it may be sent again.">
    {(control) => (
      <Select {...control} options={captures} value={draft.capture} onChange={(capture) => set({ capture })} />
    )}
  </FormRow>
)
