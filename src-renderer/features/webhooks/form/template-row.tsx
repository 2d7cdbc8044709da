import type { ReactElement } from 'react'
import { useTemplateOptions } from '#renderer/data/queries/template-options.ts'
import { Select } from '#renderer/parts/field.tsx'
import { FormRow } from '#renderer/parts/form/form-row.tsx'
import type { WebhookForm } from './use-webhook-form.ts'

const none = ''

/** Which template makes the payload, if any does: those that were published, and those that come with Creel. */
export function TemplateRow({ form }: { form: WebhookForm }): ReactElement {
  const { draft, set, errorOf } = form
  const options = [{ value: none, label: 'None: the payload below' }, ...useTemplateOptions(draft.templateId)]
  return (
    <FormRow
      label="Template"
      hint="Makes the whole body, in the place of the payload below."
      error={errorOf('templateId')}
    >
      {(control) => (
        <Select
          {...control}
          name="templateId"
          options={options}
          value={draft.templateId ?? none}
          onChange={(id) => set({ templateId: id === none ? null : id })}
        />
      )}
    </FormRow>
  )
}
