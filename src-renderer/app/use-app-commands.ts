import {
  Braces,
  Contrast,
  CornerDownRight,
  FlaskConical,
  Inbox,
  Keyboard,
  Plus,
  Rows3,
  Search,
  Settings,
  SquareCheckBig,
  Undo2,
  Webhook,
  Zap,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import type { Density } from '#renderer/data/preferences.ts'
import { changeZoom, switchTheme, usePreferences } from '#renderer/data/preferences.ts'
import { go } from '#renderer/data/routes.ts'
import { settingsSections } from '#renderer/features/settings/settings-sections.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { undoLast } from '#renderer/parts/toast.tsx'
import { openLayer } from './layers.ts'

const densities: readonly Density[] = ['compact', 'cosy', 'roomy']

// The first page is what “Settings” leads to.
const [, ...settingsPages] = settingsSections

const places: Command[] = [
  {
    id: 'go-inspect',
    title: 'Inspect',
    icon: Inbox,
    group: 'Go to',
    keys: 'g i',
    run: () => go({ screen: 'inspect', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-deliveries',
    title: 'Deliveries',
    icon: CornerDownRight,
    group: 'Go to',
    keys: 'g d',
    run: () => go({ screen: 'deliveries', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-triggers',
    title: 'Triggers',
    icon: Zap,
    group: 'Go to',
    keys: 'g t',
    run: () => go({ screen: 'triggers', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-simulate',
    title: 'Simulate',
    icon: FlaskConical,
    group: 'Go to',
    keys: 'g s',
    run: () => go({ screen: 'simulate', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-webhooks',
    title: 'Webhooks',
    icon: Webhook,
    group: 'Go to',
    keys: 'g w',
    run: () => go({ screen: 'webhooks', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-templates',
    title: 'Templates',
    icon: Braces,
    group: 'Go to',
    keys: 'g m',
    run: () => go({ screen: 'templates', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-tasks',
    title: 'Tasks',
    icon: SquareCheckBig,
    group: 'Go to',
    keys: 'g b',
    run: () => go({ screen: 'tasks', id: null, tab: null, q: '' }),
  },
  {
    id: 'go-settings',
    title: 'Settings',
    icon: Settings,
    group: 'Go to',
    keys: 'g ,',
    run: () => go({ screen: 'settings' }),
  },
  ...settingsPages.map(({ name, title, icon }): Command => ({
    id: `go-settings-${name}`,
    title,
    hint: 'Settings',
    icon,
    group: 'Go to',
    run: () => go({ screen: 'settings', section: name }),
  })),
  { id: 'back', title: 'Back', group: 'Go to', keys: '$mod+BracketLeft', keysOnly: true, run: () => history.back() },
  {
    id: 'forward',
    title: 'Forward',
    group: 'Go to',
    keys: '$mod+BracketRight',
    keysOnly: true,
    run: () => history.forward(),
  },
]

const layers: Command[] = [
  {
    id: 'palette',
    title: 'Search or run a command',
    icon: Search,
    group: 'Everywhere',
    keys: '$mod+k',
    keysOnly: true,
    run: () => openLayer('palette'),
  },
  {
    id: 'shortcuts',
    title: 'Shortcuts',
    icon: Keyboard,
    group: 'Everywhere',
    keys: 'Shift+?',
    run: () => openLayer('shortcuts'),
  },
  { id: 'new-source', title: 'New source', icon: Plus, group: 'Everywhere', run: () => openLayer('new-source') },
  {
    id: 'new-trigger',
    title: 'New trigger',
    icon: Plus,
    group: 'Everywhere',
    run: () => go({ screen: 'triggers', id: 'new', tab: null, q: '' }),
  },
  {
    id: 'new-webhook',
    title: 'New webhook',
    icon: Plus,
    group: 'Everywhere',
    run: () => go({ screen: 'webhooks', id: 'new', tab: null, q: '' }),
  },
  { id: 'undo', title: 'Undo', icon: Undo2, group: 'Everywhere', keys: 'z', keysOnly: true, run: undoLast },
]

const appearance: Command[] = [
  { id: 'theme', title: 'Switch theme', icon: Contrast, group: 'Everywhere', run: switchTheme },
  { id: 'zoom-in', title: 'Zoom in', icon: ZoomIn, group: 'Everywhere', run: () => changeZoom(1) },
  { id: 'zoom-out', title: 'Zoom out', icon: ZoomOut, group: 'Everywhere', run: () => changeZoom(-1) },
  ...densities.map((density): Command => ({
    id: `density-${density}`,
    title: `Density: ${density}`,
    icon: Rows3,
    group: 'Everywhere',
    run: () => usePreferences.setState({ density }),
  })),
]

const commands = [...places, ...layers, ...appearance]

/** Offers what can be done on every screen. */
export const useAppCommands = (): void => useCommands(commands)
