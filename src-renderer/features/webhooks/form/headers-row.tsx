import { Plus, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Input } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import type { WebhookHeader } from '#shared/model/webhook.ts'
import type { WebhookForm } from './use-webhook-form.ts'

/** Headers of the webhook's own. A secret value is kept encrypted and never shown again. */
export function HeadersRow({ form }: { form: WebhookForm }): ReactElement {
  const { draft, set } = form
  return (
    <div className="form-row wide" role="group" aria-label="Extra headers">
      <div className="row">
        <div className="grow">
          <h3>Extra headers</h3>
          <p className="hint">Sent with every attempt. Secret values are encrypted and masked everywhere.</p>
        </div>
        <Button small onClick={() => set({ headers: [...draft.headers, { name: '', value: '', isSecret: false }] })}>
          <Plus className="i s" aria-hidden="true" />
          Header
        </Button>
      </div>
      {draft.headers.map((header, index) => (
        // Headers have no ids; a removed one makes room for the next.
        <HeaderLine key={index} form={form} header={header} index={index} />
      ))}
    </div>
  )
}

function HeaderLine({
  form: { draft, set, errorOf },
  header,
  index,
}: {
  form: WebhookForm
  header: WebhookHeader
  index: number
}): ReactElement {
  const path = `headers.${index}`
  const change = (changes: Partial<WebhookHeader>): void =>
    set({ headers: draft.headers.with(index, { ...header, ...changes }) })
  const mistake = errorOf(`${path}.name`) ?? errorOf(`${path}.value`)
  const called = header.name || `header ${index + 1}`
  return (
    <div className="pairs-line">
      <Input
        mono
        name={`${path}.name`}
        aria-label={`Name of header ${index + 1}`}
        aria-invalid={errorOf(`${path}.name`) ? true : undefined}
        placeholder="X-Env"
        value={header.name}
        onChange={(event) => change({ name: event.target.value.trim() })}
      />
      <Input
        mono
        name={`${path}.value`}
        aria-label={`Value of ${called}`}
        aria-invalid={errorOf(`${path}.value`) ? true : undefined}
        type={header.isSecret ? 'password' : 'text'}
        placeholder={header.value === null ? 'Kept as it is' : 'production'}
        value={header.value ?? ''}
        onChange={(event) =>
          change({ value: event.target.value === '' && header.value === null ? null : event.target.value })
        }
      />
      <CheckBox
        checked={header.isSecret}
        aria-label={`${called} is secret`}
        onChange={(isSecret) => change({ isSecret, value: header.value ?? (isSecret ? null : '') })}
      >
        Secret
      </CheckBox>
      <IconButton small label={`Remove ${called}`} onClick={() => set({ headers: draft.headers.toSpliced(index, 1) })}>
        <Trash2 className="i s" aria-hidden="true" />
      </IconButton>
      {mistake && (
        <p className="hint bad" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}
