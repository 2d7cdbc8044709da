import { useState } from 'react'
import type { ReactElement } from 'react'
import { Input, Select } from '#renderer/parts/field.tsx'
import { FormRow } from '#renderer/parts/form/form-row.tsx'
import { StepsList } from '#renderer/parts/steps-list.tsx'
import type { WebhookPreset } from '#shared/rules/webhook-preset.ts'
import type { WebhookPresetName } from '#shared/rules/webhook-presets.ts'
import { webhookPresets, withPreset } from '#shared/rules/webhook-presets.ts'
import type { WebhookForm } from './use-webhook-form.ts'
import { emptyDraft } from '#renderer/data/webhook-drafts.ts'

const names = Object.keys(webhookPresets) as WebhookPresetName[]
const presets = names.map((value) => ({ value, label: webhookPresets[value].title }))

const isOf = (preset: WebhookPresetName, draft: WebhookForm['draft']): boolean => {
  const { settings } = webhookPresets[preset]
  const wanted = Object.entries({ ...emptyDraft, ...settings })
  const shared = new Set(['name', 'url', 'events', 'secret', 'condition', 'headers', 'auth'])
  return wanted.every(
    ([field, value]) =>
      shared.has(field) || JSON.stringify(draft[field as keyof typeof draft]) === JSON.stringify(value),
  )
}

const guideOf = (name: WebhookPresetName): WebhookPreset['guide'] => (webhookPresets[name] as WebhookPreset).guide

/** For which receivers it is made: fills in signature, payload, retries and limits, which may then be changed. */
export function PresetRow({ form: { draft, set } }: { form: WebhookForm }): ReactElement {
  const present = names.find((name) => isOf(name, draft))
  const choose = (name: WebhookPresetName): void => {
    const { name: own, url, events, secret, condition, headers, auth } = draft
    const kept = { name: own, url, events, secret, condition, auth, ...(headers.length > 0 && { headers }) }
    set({ ...emptyDraft, ...withPreset(name, kept) })
  }
  const guide = present && guideOf(present)
  return (
    <FormRow
      label="Receivers of"
      hint={present ? webhookPresets[present].describe : 'Changed below. Choosing one sets what belongs to it.'}
    >
      {(control) => (
        <>
          <Select
            {...control}
            options={present ? presets : [{ value: 'changed', label: 'Changed' } as const, ...presets]}
            value={present ?? 'changed'}
            onChange={(name) => name !== 'changed' && choose(name)}
          />
          {guide && (
            <StepsList isHint>
              {guide.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
              <li>
                The URL looks like <span className="mono">{guide.url}</span>. It is a credential: lists and records show
                a part of it.
              </li>
            </StepsList>
          )}
        </>
      )}
    </FormRow>
  )
}

/** A signing secret that the receiver already has; usually Creel makes one. */
export function OwnSecretRow({ form: { draft, set, errorOf } }: { form: WebhookForm }): ReactElement {
  const [isShown, setShown] = useState(false)
  return (
    <FormRow
      label="Signing secret"
      hint="Left empty, Creel makes one and shows it once when the webhook is made."
      error={errorOf('secret')}
    >
      {(control) => (
        <Input
          {...control}
          mono
          name="secret"
          type={isShown ? 'text' : 'password'}
          placeholder="Made by Creel"
          value={draft.secret}
          onFocus={() => setShown(true)}
          onBlur={() => setShown(false)}
          onChange={(event) => set({ secret: event.target.value })}
        />
      )}
    </FormRow>
  )
}
