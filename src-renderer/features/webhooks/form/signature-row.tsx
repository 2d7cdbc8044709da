import type { ReactElement } from 'react'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { FormGroupRow } from '#renderer/parts/form/form-row.tsx'
import type { SignatureChoice, SignatureProfileName } from '#shared/rules/signature-profiles.ts'
import { signatureProfiles } from '#shared/rules/signature-profiles.ts'
import { SignatureHash, SignatureScheme } from '#shared/rules/signature-scheme.ts'
import type { WebhookForm } from './use-webhook-form.ts'

type Profile = SignatureProfileName | 'custom'
type Custom = Extract<SignatureChoice, { profile: 'custom' }>

const profiles: { value: Profile; label: string }[] = [
  ...(Object.keys(signatureProfiles) as SignatureProfileName[]).map((value) => ({
    value,
    label: signatureProfiles[value].title,
  })),
  { value: 'custom', label: 'One of your own making' },
]

const hashLabels: Record<SignatureHash, string> = { sha256: 'SHA-256', sha512: 'SHA-512' }
const hashOptions = SignatureHash.options.map((value) => ({ value, label: hashLabels[value] }))

const fresh = (profile: Profile): SignatureChoice =>
  profile === 'custom'
    ? {
        profile,
        hash: 'sha256',
        scheme: SignatureScheme.parse({ header: 'X-Signature-256', item: '{hash}={signature}' }),
      }
    : { profile }

/** The signatures that every delivery carries; several may stand side by side. */
export function SignatureRow({ form: { draft, set, errorOf } }: { form: WebhookForm }): ReactElement {
  const { signatures } = draft
  const error = errorOf('signatures')
  const toggle = (profile: Profile, isChosen: boolean): void =>
    set({
      signatures: isChosen
        ? [...signatures, fresh(profile)]
        : signatures.filter((choice) => choice.profile !== profile),
    })
  const change = (changed: SignatureChoice): void =>
    set({ signatures: signatures.map((choice) => (choice.profile === changed.profile ? changed : choice)) })
  return (
    <FormGroupRow
      label="Signature"
      hint="By these a receiver knows that a delivery is genuine. It needs one that it can check; the tab Verify says how."
    >
      <div className="checks">
        {profiles.map(({ value, label }) => {
          const index = signatures.findIndex(({ profile }) => profile === value)
          const choice = signatures[index]
          return (
            <div key={value}>
              <CheckBox checked={choice !== undefined} onChange={(isChosen) => toggle(value, isChosen)}>
                {label}
              </CheckBox>
              {choice?.profile === 'custom' && (
                <CustomSignature
                  choice={choice}
                  onChange={change}
                  path={`signatures.${index}.scheme`}
                  errorOf={errorOf}
                />
              )}
              {choice && choice.profile !== 'custom' && signatureProfiles[choice.profile].hashes.length > 1 && (
                <Select
                  aria-label={`Hash of ${label}`}
                  options={hashOptions}
                  value={choice.hash ?? 'sha256'}
                  onChange={(hash) => change({ ...choice, hash })}
                />
              )}
            </div>
          )
        })}
      </div>
      {signatures.length === 0 && <p className="hint warn">Without a signature nobody can tell who sent it.</p>}
      {error && (
        <p className="hint bad" role="alert">
          {error}
        </p>
      )}
    </FormGroupRow>
  )
}

const encodings = [
  { value: 'hex', label: 'Hex' },
  { value: 'base64', label: 'Base 64' },
] as const
const keys = [
  { value: 'text', label: 'The secret as it stands' },
  { value: 'base64', label: 'What the secret encodes in base 64' },
] as const

const templates = [
  { field: 'header', label: 'Header' },
  { field: 'content', label: 'What is signed' },
  { field: 'item', label: 'What the header holds' },
] as const

function CustomSignature({
  choice,
  onChange,
  path,
  errorOf,
}: {
  choice: Custom
  onChange: (choice: SignatureChoice) => void
  path: string
  errorOf: WebhookForm['errorOf']
}): ReactElement {
  const { scheme } = choice
  const change = (changes: Partial<SignatureScheme>): void => onChange({ ...choice, scheme: { ...scheme, ...changes } })
  return (
    <div className="nested">
      {templates.map(({ field, label }) => (
        <Field key={field} label={label} error={errorOf(`${path}.${field}`)}>
          {(control) => (
            <Input
              {...control}
              mono
              name={`${path}.${field}`}
              value={scheme[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label="Hash">
        {(control) => (
          <Select
            {...control}
            options={hashOptions}
            value={choice.hash}
            onChange={(hash) => onChange({ ...choice, hash })}
          />
        )}
      </Field>
      <Field label="Written in">
        {(control) => (
          <Select
            {...control}
            options={encodings}
            value={scheme.encoding}
            onChange={(encoding) => change({ encoding })}
          />
        )}
      </Field>
      <Field label="Key" hint="What is signed may hold {body}, {timestamp}, {eventId}, {deliveryId} and {eventType}.">
        {(control) => <Select {...control} options={keys} value={scheme.key} onChange={(key) => change({ key })} />}
      </Field>
    </div>
  )
}
