import type { FocusEvent, ReactElement } from 'react'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { Input } from '#renderer/parts/field.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { FormRow, FormSection } from '#renderer/parts/form/form-row.tsx'
import { AuthRow } from './auth-row.tsx'
import { ConditionRow } from './condition-row.tsx'
import { DeliveryRows } from './delivery-rows.tsx'
import { EventsField } from './events-field.tsx'
import { HeadersRow } from './headers-row.tsx'
import { LimitRows } from './limit-rows.tsx'
import { OwnSecretRow, PresetRow } from './new-webhook-rows.tsx'
import { nameHint } from './name-hint.ts'
import type { WebhookForm } from './use-webhook-form.ts'

/** Everything that a person decides about a webhook. It is saved as a whole; mistakes stand at their fields. */
export function WebhookFormView({
  form,
  children,
}: {
  form: WebhookForm
  children?: ReactElement | null
}): ReactElement {
  const { refusal } = form
  const leave = ({ target }: FocusEvent): void => {
    const name = target.getAttribute('name')
    if (name) form.leave(name)
  }
  return (
    <div className="wh-form" onBlur={leave}>
      {refusal && <ErrorBox title="The webhook was not saved" error={refusal} />}
      {children}
      <TargetSection form={form} />
      <FormSection title="Events">
        <EventsField form={form} />
        <ConditionRow form={form} />
      </FormSection>
      <FormSection title="Delivery">
        <DeliveryRows form={form} />
        <HeadersRow form={form} />
        <AuthRow form={form} />
      </FormSection>
      <details className="form-section wh-more">
        <summary>
          <h2>Limits, rotation, TLS and what is kept</h2>
        </summary>
        <LimitRows form={form} />
      </details>
    </div>
  )
}

function TargetSection({ form }: { form: WebhookForm }): ReactElement {
  const { draft, set, errorOf } = form
  const { data: webhooks } = useWebhooks({})
  return (
    <FormSection title="Target">
      <FormRow label="Name" hint={nameHint(form, webhooks?.items ?? [])} error={errorOf('name')}>
        {(control) => (
          <Input {...control} name="name" value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        )}
      </FormRow>
      <FormRow label="URL" hint="Each event is sent there with POST." error={errorOf('url')}>
        {(control) => (
          <Input
            {...control}
            mono
            name="url"
            inputMode="url"
            placeholder="https://example.com/hooks"
            value={draft.url}
            onChange={(event) => set({ url: event.target.value.trim() })}
          />
        )}
      </FormRow>
      {!form.isMade && <PresetRow form={form} />}
      {!form.isMade && <OwnSecretRow form={form} />}
    </FormSection>
  )
}
