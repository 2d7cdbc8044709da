import type { ReactElement } from 'react'
import type { Source } from '#shared/model/source.ts'
import { SettingGroup } from './setting-group.tsx'
import { SwitchField } from './switch-field.tsx'
import { useSetting } from './use-setting.ts'

/** Whether a changed shape of its events becomes an event itself. */
export function DriftSection({ source }: { source: Source }): ReactElement {
  const drift = useSetting(source, 'tellsDrift')
  return (
    <SettingGroup title="Shape of events" about="The Schema tab of a request shows what changed, told or not.">
      <SwitchField
        label="Tell me when the shape of an event changes"
        hint={
          <>
            A new field, one that was always there and is missing, or another type becomes the event{' '}
            <code>system.schema_drifted</code>, for webhooks and triggers to take.
          </>
        }
        checked={drift.value}
        onChange={(value) => drift.save(value)}
      />
    </SettingGroup>
  )
}
