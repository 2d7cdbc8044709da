import type { ReactElement } from 'react'
import { Switch } from '#renderer/parts/switch.tsx'
import type { Source } from '#shared/model/source.ts'
import { SettingGroup } from './setting-group.tsx'
import { useSetting } from './use-setting.ts'

/** Whether a changed shape of its events becomes an event itself. */
export function DriftSection({ source }: { source: Source }): ReactElement {
  const drift = useSetting(source, 'tellsDrift')
  return (
    <SettingGroup title="Shape of events" about="The Schema tab of a request shows what changed, told or not.">
      <div className="field">
        <Switch checked={drift.value} onChange={(value) => drift.save(value)}>
          Tell me when the shape of an event changes
        </Switch>
        <p className="hint">
          A new field, one that was always there and is missing, or another type becomes the event{' '}
          <code>system.schema_drifted</code>, for webhooks and triggers to take.
        </p>
      </div>
    </SettingGroup>
  )
}
