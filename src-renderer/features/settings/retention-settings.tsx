import type { ReactElement } from 'react'
import { useState } from 'react'
import type { Retention } from '#shared/model/source.ts'
import { useSettings, useUpdateSettings } from '#renderer/data/queries/settings.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notify } from '#renderer/parts/toast.tsx'

type Limit = { key: keyof Retention; label: string; unit: string; factor: number }

const limits: readonly Limit[] = [
  { key: 'maxAgeDays', label: 'Age in days', unit: 'days', factor: 1 },
  { key: 'maxRequests', label: 'Number of requests', unit: 'requests', factor: 1 },
  { key: 'maxBytes', label: 'Space in MB', unit: 'MB', factor: 1_000_000 },
]

/** How long requests stay, where their source says nothing else. */
export function RetentionSettings(): ReactElement {
  const { data: settings, error } = useSettings()
  if (error) return <ErrorBox title="The settings could not be read" error={error} />
  if (!settings) return <Skeleton width="60%" />
  return (
    <>
      {limits.map((limit) => (
        <LimitRow key={limit.key} limit={limit} value={settings.retention[limit.key]} />
      ))}
    </>
  )
}

const shownValue = (value: number | null, { factor }: Limit): string => (value === null ? '' : String(value / factor))

function LimitRow({ limit, value }: { limit: Limit; value: number | null }): ReactElement {
  const [draft, setDraft] = useState<string | null>(null)
  const update = useUpdateSettings()
  const save = (next: number | null): void =>
    update.mutate(
      { retention: { [limit.key]: next } },
      {
        onSuccess: () => {
          setDraft(null)
          notify(next === null ? 'Kept without that limit' : `Kept up to ${next / limit.factor} ${limit.unit}`, () =>
            save(value),
          )
        },
      },
    )
  const leave = (): void => {
    if (draft === null || draft === shownValue(value, limit)) return setDraft(null)
    save(draft.trim() === '' ? null : Number(draft) * limit.factor)
  }
  return (
    <div className="srow">
      <Field label={limit.label} hint="Empty: no limit. What is pinned stays." error={update.error?.message}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={draft ?? shownValue(value, limit)}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={leave}
            onKeyDown={(event) => event.key === 'Enter' && leave()}
          />
        )}
      </Field>
    </div>
  )
}
