import type { ReactElement } from 'react'
import type { Density, ThemeChoice } from '#renderer/data/preferences.ts'
import { usePreferences, zoomSteps } from '#renderer/data/preferences.ts'
import { Field, Select } from '#renderer/parts/field.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import { PublicAddresses } from './public-addresses.tsx'
import { RetentionSettings } from './retention-settings.tsx'

const themes: readonly { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const densities: readonly { value: Density; label: string }[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'cosy', label: 'Cosy' },
  { value: 'roomy', label: 'Roomy' },
]

const zooms = zoomSteps.map((percent) => ({ value: String(percent), label: `${percent} %` }))

/** How the app looks here, and how long requests are kept. Changes apply at once. */
export function GeneralSettings(): ReactElement {
  const { theme, density, zoomPercent, letterKeys } = usePreferences()
  return (
    <div className="setp">
      <h1>Settings</h1>
      <h2>Appearance</h2>
      <div className="srow">
        <h3>Theme</h3>
        <SegmentedControl
          label="Theme"
          options={themes}
          value={theme}
          onChange={(value) => usePreferences.setState({ theme: value })}
        />
      </div>
      <div className="srow">
        <h3>Density</h3>
        <SegmentedControl
          label="Density"
          options={densities}
          value={density}
          onChange={(value) => usePreferences.setState({ density: value })}
        />
      </div>
      <div className="srow">
        <Field label="Zoom">
          {(control) => (
            <Select
              {...control}
              options={zooms}
              value={String(zoomPercent)}
              onChange={(value) => usePreferences.setState({ zoomPercent: Number(value) })}
            />
          )}
        </Field>
      </div>
      <h2>Shortcuts</h2>
      <div className="srow">
        <Switch checked={letterKeys} onChange={(value) => usePreferences.setState({ letterKeys: value })}>
          Single letters act as shortcuts
        </Switch>
      </div>
      <h2>Requests are kept up to</h2>
      <RetentionSettings />
      <h2>Public addresses</h2>
      <PublicAddresses />
    </div>
  )
}
