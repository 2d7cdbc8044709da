import type { ReactElement } from 'react'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { FormGroupRow } from '#renderer/parts/form/form-row.tsx'
import type { WebhookAuth } from '#shared/model/webhook.ts'
import type { WebhookForm } from './use-webhook-form.ts'

const kinds: { value: WebhookAuth['kind']; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'User name and password' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'api-key', label: 'API key in a header' },
]

const fresh: { [Kind in WebhookAuth['kind']]: Extract<WebhookAuth, { kind: Kind }> } = {
  none: { kind: 'none' },
  basic: { kind: 'basic', username: '', secret: '' },
  bearer: { kind: 'bearer', secret: '' },
  'api-key': { kind: 'api-key', header: 'X-API-Key', secret: '' },
}

const secretLabels = { basic: 'Password', bearer: 'Token', 'api-key': 'Key' } as const

/** How a delivery says who sends it, besides its signature. */
export function AuthRow({ form: { draft, set, errorOf } }: { form: WebhookForm }): ReactElement {
  const { auth } = draft
  return (
    <FormGroupRow label="Authentication" hint="Besides the signature. What is secret is kept encrypted.">
      <Select
        aria-label="Authentication"
        options={kinds}
        value={auth.kind}
        onChange={(kind) => set({ auth: fresh[kind] })}
      />
      {auth.kind === 'basic' && (
        <Field label="User name" error={errorOf('auth.username')}>
          {(control) => (
            <Input
              {...control}
              name="auth.username"
              value={auth.username}
              onChange={(event) => set({ auth: { ...auth, username: event.target.value } })}
            />
          )}
        </Field>
      )}
      {auth.kind === 'api-key' && (
        <Field label="Header" error={errorOf('auth.header')}>
          {(control) => (
            <Input
              {...control}
              mono
              name="auth.header"
              value={auth.header}
              onChange={(event) => set({ auth: { ...auth, header: event.target.value } })}
            />
          )}
        </Field>
      )}
      {auth.kind !== 'none' && (
        <Field label={secretLabels[auth.kind]} error={errorOf('auth.secret')}>
          {(control) => (
            <Input
              {...control}
              mono
              name="auth.secret"
              type="password"
              placeholder={auth.secret === null ? 'Kept as it is' : ''}
              value={auth.secret ?? ''}
              onChange={(event) => set({ auth: { ...auth, secret: event.target.value } })}
            />
          )}
        </Field>
      )}
    </FormGroupRow>
  )
}
