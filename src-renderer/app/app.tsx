import type { ReactElement } from 'react'
import { usePreferences } from '#renderer/data/preferences.ts'
import { useNotices } from '#renderer/data/notices.ts'
import type { Route } from '#renderer/data/routes.ts'
import { useRoute } from '#renderer/data/routes.ts'
import { useSession } from '#renderer/data/session.ts'
import { useFeed } from '#renderer/data/use-feed.ts'
import { DeliveriesScreen } from '#renderer/features/deliveries/deliveries-screen.tsx'
import { InspectScreen } from '#renderer/features/inspect/inspect-screen.tsx'
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx'
import { SimulateScreen } from '#renderer/features/simulate/simulate-screen.tsx'
import { NewSourceDialog } from '#renderer/features/sources/new-source-dialog.tsx'
import { SourceScreen } from '#renderer/features/sources/source-screen.tsx'
import { TasksScreen } from '#renderer/features/tasks/tasks-screen.tsx'
import { TriggersScreen } from '#renderer/features/triggers/triggers-screen.tsx'
import { TemplatesScreen } from '#renderer/features/templates/templates-screen.tsx'
import { WebhooksScreen } from '#renderer/features/webhooks/webhooks-screen.tsx'
import { useShortcuts } from '#renderer/parts/commands/use-shortcuts.ts'
import { notify, Toasts } from '#renderer/parts/toast.tsx'
import type { Notice } from '#shared/model/notice.ts'
import { EnterScreen } from './enter/enter-screen.tsx'
import { Locked } from './enter/gate.tsx'
import { Frame } from './frame/frame.tsx'
import { closeLayer, useLayer } from './layers.ts'
import { Palette } from './palette/palette.tsx'
import { ShortcutsSheet } from './palette/shortcuts-sheet.tsx'
import { useAppCommands } from './use-app-commands.ts'

/** The whole app: the way in, or the frame with its screen. */
export function App(): ReactElement {
  const route = useRoute()
  const isLetIn = useSession((session) => session.token !== null)
  if (route.screen === 'enter') return <EnterScreen code={route.code} />
  return (
    <>
      {isLetIn ? <Inside route={route} /> : <Locked />}
      <Toasts />
    </>
  )
}

type InnerRoute = Exclude<Route, { screen: 'enter' }>

function Inside({ route }: { route: InnerRoute }): ReactElement {
  useFeed()
  useNotices(tellNotice)
  useShortcuts(usePreferences((preferences) => preferences.letterKeys))
  useAppCommands()
  return (
    <Frame>
      <Screen route={route} />
      <Palette />
      <ShortcutsSheet />
      <NewSource />
    </Frame>
  )
}

const tellNotice = ({ title, text }: Notice): void => notify(text === '' ? title : `${title}: ${text}`)

function Screen({ route }: { route: InnerRoute }): ReactElement {
  switch (route.screen) {
    case 'inspect':
      return <InspectScreen id={route.id} tab={route.tab} q={route.q} />
    case 'deliveries':
      return <DeliveriesScreen id={route.id} tab={route.tab} q={route.q} />
    case 'simulate':
      return <SimulateScreen id={route.id} tab={route.tab} />
    case 'sources':
      return <SourceScreen id={route.id} />
    case 'triggers':
      return <TriggersScreen id={route.id} tab={route.tab} q={route.q} />
    case 'webhooks':
      return <WebhooksScreen id={route.id} tab={route.tab} q={route.q} />
    case 'templates':
      return <TemplatesScreen id={route.id} tab={route.tab} />
    case 'tasks':
      return <TasksScreen id={route.id} q={route.q} />
    case 'settings':
      return <SettingsScreen section={route.section} />
  }
}

const NewSource = (): ReactElement => (
  <NewSourceDialog open={useLayer(({ layer }) => layer === 'new-source')} onClose={closeLayer} />
)
