import type { ReactElement } from 'react'
import { useSettings, useUpdateSettings } from '#renderer/data/queries/settings.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { readAs, toNumberOrNull } from '#renderer/parts/reading.ts'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import { Retention } from '#shared/model/source.ts'

type Limit = { key: keyof Retention; label: string; unit: string; factor: number; mistake: string }

const limits: readonly Limit[] = [
  {
    key: 'maxAgeDays',
    label: 'Age in days',
    unit: 'days',
    factor: 1,
    mistake: 'More than 0 and at most 3,650 days, or empty.',
  },
  {
    key: 'maxRequests',
    label: 'Number of requests',
    unit: 'requests',
    factor: 1,
    mistake: 'A whole number from 1, or empty.',
  },
  { key: 'maxBytes', label: 'Space in MB', unit: 'MB', factor: 1_000_000, mistake: 'At least 1 MB, or empty.' },
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
  const update = useUpdateSettings()
  const send = (next: number | null): Promise<unknown> => update.mutateAsync({ retention: { [limit.key]: next } })
  const save = (next: number | null, onDone: OnDone): void =>
    notifyWhenDone(
      send(next).then(() => onDone(true)),
      next === null ? 'Kept without that limit' : `Kept up to ${next / limit.factor} ${limit.unit}`,
      () => void send(value).catch(notifyError),
      // Its field tells why.
      () => onDone(false),
    )
  return (
    <div className="srow">
      <DraftField
        isNumber
        label={limit.label}
        hint="Empty: no limit. What is pinned stays."
        text={shownValue(value, limit)}
        read={readAs(Retention.shape[limit.key], limit.mistake, (text) => multiply(toNumberOrNull(text), limit.factor))}
        onSave={save}
        error={update.error?.message ?? null}
      />
    </div>
  )
}

const multiply = (value: number | null, factor: number): number | null => (value === null ? null : value * factor)
