import { ArrowDownToLine, KeyRound, ListChecks, Settings2, Wrench } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { ApiKeysSettings } from './api-keys/api-keys-settings.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { InboundSettings } from './inbound/inbound-settings.tsx'
import { TaskmasterSettings } from './taskmaster/taskmaster-settings.tsx'
import { ToolsSettings } from './tools/tools-settings.tsx'
import './settings.css'

type Section = { name: string | undefined; group: string; title: string; icon: LucideIcon; page: ComponentType }

const sections: readonly Section[] = [
  { name: undefined, group: 'This computer', title: 'General', icon: Settings2, page: GeneralSettings },
  { name: 'keys', group: 'Workspace', title: 'API keys', icon: KeyRound, page: ApiKeysSettings },
  { name: 'inbound', group: 'Workspace', title: 'Inbound tasks', icon: ArrowDownToLine, page: InboundSettings },
  { name: 'taskmaster', group: 'Workspace', title: 'Taskmaster', icon: ListChecks, page: TaskmasterSettings },
  { name: 'tools', group: 'Workspace', title: 'Tool servers', icon: Wrench, page: ToolsSettings },
]

const general = { page: GeneralSettings, name: undefined }

/** The settings, a page a subject. Changes apply at once. */
export function SettingsScreen({ section }: { section?: string }): ReactElement {
  const { page: Page, name } = sections.find((one) => one.name === section) ?? general
  return (
    <div className="settings">
      <nav className="setnav" aria-label="Settings">
        {Object.entries(Object.groupBy(sections, ({ group }) => group)).map(([group, members = []]) => (
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
  section: Section
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
