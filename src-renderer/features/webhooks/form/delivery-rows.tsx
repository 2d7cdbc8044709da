import type { ReactElement } from 'react'
import { Select } from '#renderer/parts/field.tsx'
import { FormGroupRow, FormRow } from '#renderer/parts/form/form-row.tsx'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import type { EnvelopeName, PayloadDetail } from '#shared/rules/envelopes.ts'
import { envelopes } from '#shared/rules/envelopes.ts'
import { RetryRow } from './retry-row.tsx'
import { TemplateRow } from './template-row.tsx'
import { SignatureRow } from './signature-row.tsx'
import type { WebhookForm } from './use-webhook-form.ts'

const forms = (Object.keys(envelopes) as EnvelopeName[]).map((value) => ({ value, label: envelopes[value].title }))

const details: { value: PayloadDetail; label: string }[] = [
  { value: 'full', label: 'All data' },
  { value: 'thin', label: 'Ids only' },
]

/** How an event is sent: signature, payload, patience. */
export function DeliveryRows({ form }: { form: WebhookForm }): ReactElement {
  const { draft, set, errorOf } = form
  return (
    <>
      <SignatureRow form={form} />
      <TemplateRow form={form} />
      <FormGroupRow
        label="Envelope and payload"
        hint={`What the body looks like: ${envelopes[draft.envelope].describe}.`}
      >
        <Select
          aria-label="Envelope"
          options={forms}
          value={draft.envelope}
          onChange={(envelope) => set({ envelope })}
        />
        <SegmentedControl
          label="Payload"
          options={details}
          value={draft.payload}
          onChange={(payload) => set({ payload })}
        />
      </FormGroupRow>
      <FormRow
        label="Answer within (seconds)"
        hint="A slower answer counts as a time-out."
        error={errorOf('timeoutMs', 1000)}
      >
        {(control) => (
          <NumberInput
            {...control}
            name="timeoutMs"
            scale={1000}
            value={draft.timeoutMs}
            onChange={(timeoutMs) => set({ timeoutMs: timeoutMs ?? Number.NaN })}
          />
        )}
      </FormRow>
      <RetryRow form={form} />
    </>
  )
}
