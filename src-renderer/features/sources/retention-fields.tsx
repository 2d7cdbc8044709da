import type { ReactElement } from 'react'
import { useSettings } from '#renderer/data/queries/settings.ts'
import { Retention } from '#shared/model/source.ts'
import type { Source } from '#shared/model/source.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { readAs, toNumberOrNull } from '#renderer/parts/reading.ts'
import { errorAt } from '#renderer/parts/error-at.ts'
import { SwitchField } from './switch-field.tsx'
import { useSetting } from './use-setting.ts'

const bytesInMegabyte = 1_000_000

const limits = [
  { name: 'maxAgeDays', label: 'Days kept', factor: 1, mistake: 'More than 0 and at most 3,650 days, or empty.' },
  { name: 'maxRequests', label: 'Requests kept', factor: 1, mistake: 'A whole number from 1, or empty.' },
  { name: 'maxBytes', label: 'Space used (MB)', factor: bytesInMegabyte, mistake: 'At least 1 MB, or empty.' },
] as const satisfies readonly { name: keyof Retention; label: string; factor: number; mistake: string }[]

/** How long the requests of this source are kept: as everywhere, or by limits of its own. */
export function RetentionFields({ source }: { source: Source }): ReactElement {
  const retention = useSetting(source, 'retention')
  const settings = useSettings()
  const own = retention.value
  const start = settings.data?.retention ?? Retention.parse({})
  return (
    <>
      <SwitchField
        label="Limits of its own"
        hint={own === null && 'As in Settings.'}
        checked={own !== null}
        onChange={(isOwn) => retention.save(isOwn ? start : null)}
      />
      {own !== null &&
        limits.map(({ name, label, factor, mistake }) => (
          <DraftField
            key={name}
            isNumber
            label={label}
            hint="Empty: no limit."
            text={own[name] === null ? '' : String(own[name] / factor)}
            read={readAs(Retention.shape[name], mistake, (text) => multiply(toNumberOrNull(text), factor))}
            onSave={(value, onDone) => retention.save({ ...own, [name]: value }, onDone)}
            error={errorAt(retention.error, `retention.${name}`)}
          />
        ))}
    </>
  )
}

const multiply = (value: number | null, factor: number): number | null => (value === null ? null : value * factor)
