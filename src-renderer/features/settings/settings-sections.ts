import type { LucideIcon } from 'lucide-react'
import { ArrowDownToLine, KeyRound, ListChecks, Settings2, Wrench } from 'lucide-react'

/** The pages of the settings, in their order; `name` is what their address says, General’s nothing. */
export const settingsSections = [
  { name: undefined, group: 'This computer', title: 'General', icon: Settings2 },
  { name: 'keys', group: 'Workspace', title: 'API keys', icon: KeyRound },
  { name: 'inbound', group: 'Workspace', title: 'Inbound tasks', icon: ArrowDownToLine },
  { name: 'taskmaster', group: 'Workspace', title: 'Taskmaster', icon: ListChecks },
  { name: 'tools', group: 'Workspace', title: 'Tool servers', icon: Wrench },
] as const satisfies readonly { name: string | undefined; group: string; title: string; icon: LucideIcon }[]

export type SettingsSection = (typeof settingsSections)[number]
