import type { ReactElement } from 'react'
import { providerLabels } from '#shared/model/provider.ts'
import { RangesName, senderRanges } from '#shared/model/sender-ranges.ts'
import { SourceSettings } from '#shared/model/source.ts'
import type { Source } from '#shared/model/source.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { readAs, toLines, toNumberOrNull } from '#renderer/parts/reading.ts'
import { RetentionFields } from './retention-fields.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SwitchField } from './switch-field.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { useSetting } from './use-setting.ts'

const readIps = readAs(
  SourceSettings.shape.allowedIps,
  'Each line is an IP address, a range such as 10.0.0.0/8, or the name of a sender that publishes its addresses.',
  toLines,
)
const readRate = readAs(
  SourceSettings.shape.rateLimitPerSecond,
  'The limit is a whole number from 1 to 100,000, or empty.',
  toNumberOrNull,
)

/** Who may send, how much, and how long it is kept. */
export function LimitsSection({ source }: { source: Source }): ReactElement {
  const ips = useSetting(source, 'allowedIps')
  const forwarded = useSetting(source, 'trustForwardedFor')
  const rate = useSetting(source, 'rateLimitPerSecond')
  return (
    <>
      <SettingGroup title="Who may send" about="Everyone else is answered 403, too many 429.">
        <DraftField
          mono
          lines={3}
          label="Allowed addresses"
          hint="One on a line, an address or a range. Empty: everyone."
          placeholder="10.0.0.0/8"
          text={ips.value.join('\n')}
          read={readIps}
          onSave={ips.save}
          error={errorAt(ips.error, 'allowedIps')}
        />
        <PublishedRanges provider={source.provider} allowed={ips.value} onChange={ips.save} />
        <SwitchField
          label="Take the sender’s address from X-Forwarded-For"
          hint="Only behind a proxy of your own that sets it: anyone else could write what they like there. Behind Creel’s own tunnel it is taken from there anyway."
          checked={forwarded.value}
          onChange={(value) => forwarded.save(value)}
        />
        <DraftField
          isNumber
          label="Rate limit (requests per second)"
          hint="Empty: no limit."
          text={rate.value === null ? '' : String(rate.value)}
          read={readRate}
          onSave={rate.save}
          error={errorAt(rate.error, 'rateLimitPerSecond')}
        />
      </SettingGroup>
      <SettingGroup title="Retention" about="What is pinned or still to be delivered stays, whatever is set here.">
        <RetentionFields source={source} />
      </SettingGroup>
    </>
  )
}

/** One press allows the addresses that the source’s sender publishes, and no others. */
function PublishedRanges({
  provider,
  allowed,
  onChange,
}: {
  provider: Source['provider']
  allowed: Source['allowedIps']
  onChange: (allowed: Source['allowedIps']) => void
}): ReactElement | null {
  const name = RangesName.safeParse(provider)
  if (!name.success) return null
  const { ranges, readOn } = senderRanges[name.data]
  const title = providerLabels[name.data].title
  const isOnly = allowed.length === 1 && allowed[0] === name.data
  return (
    <SwitchField
      label={`Only ${title}’s addresses`}
      hint={`The ${ranges.length} that ${title} published, read on ${readOn}.`}
      checked={isOnly}
      onChange={(value) => onChange(value ? [name.data] : [])}
    />
  )
}
