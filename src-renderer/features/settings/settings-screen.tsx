import type { ComponentType, ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { ApiKeysSettings } from './api-keys/api-keys-settings.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { InboundSettings } from './inbound/inbound-settings.tsx'
import { TaskmasterSettings } from './taskmaster/taskmaster-settings.tsx'
import type { SettingsSection } from './settings-sections.ts'
import { settingsSections } from './settings-sections.ts'
import { ToolsSettings } from './tools/tools-settings.tsx'
import './settings.css'

const pages: Record<NonNullable<SettingsSection['name']>, ComponentType> = {
  keys: ApiKeysSettings,
  inbound: InboundSettings,
  taskmaster: TaskmasterSettings,
  tools: ToolsSettings,
}

const [general] = settingsSections

/** The settings, a page a subject. Changes apply at once. */
export function SettingsScreen({ section }: { section?: string }): ReactElement {
  const { name } = settingsSections.find((one) => one.name === section) ?? general
  const Page = name === undefined ? GeneralSettings : pages[name]
  return (
    <div className="settings">
      <nav className="setnav" aria-label="Settings">
        {Object.entries(Object.groupBy(settingsSections, ({ group }) => group)).map(([group, members]) => (
          <div key={group}>
            <h2>{group}</h2>
            {members.map((one) => (
              <SectionLink key={one.title} section={one} isCurrent={one.name === name} />
            ))}
          </div>
        ))}
      </nav>
      <div className="scroll">
        <Page />
      </div>
    </div>
  )
}

const SectionLink = ({
  section: { name, title, icon: Icon },
  isCurrent,
}: {
  section: SettingsSection
  isCurrent: boolean
}): ReactElement => (
  <a
    href={printRoute({ screen: 'settings', ...(name !== undefined && { section: name }) })}
    aria-current={isCurrent ? 'page' : undefined}
  >
    <Icon className="i" aria-hidden="true" />
    {title}
  </a>
)
