import type { ReactElement } from 'react'
import { useEffect } from 'react'
import { usePreferences } from '#renderer/data/preferences.ts'
import { useNotices } from '#renderer/data/notices.ts'
import { useRoute } from '#renderer/data/routes.ts'
import { useSession } from '#renderer/data/session.ts'
import { useFeed } from '#renderer/data/use-feed.ts'
import { NewSourceDialog } from '#renderer/features/sources/new-source-dialog.tsx'
import { useShortcuts } from '#renderer/parts/commands/use-shortcuts.ts'
import { notify, Toasts } from '#renderer/parts/toast.tsx'
import type { Notice } from '#shared/model/notice.ts'
import { EnterScreen } from './enter/enter-screen.tsx'
import { Locked } from './enter/gate.tsx'
import { Frame } from './frame/frame.tsx'
import { closeLayer, useLayer } from './layers.ts'
import { Palette } from './palette/palette.tsx'
import { ShortcutsSheet } from './palette/shortcuts-sheet.tsx'
import type { InnerRoute } from './screens.tsx'
import { loadScreensSoon, Screen } from './screens.tsx'
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

function Inside({ route }: { route: InnerRoute }): ReactElement {
  useFeed()
  useNotices(tellNotice)
  useShortcuts(usePreferences((preferences) => preferences.letterKeys))
  useAppCommands()
  useEffect(loadScreensSoon, [])
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

const NewSource = (): ReactElement => (
  <NewSourceDialog open={useLayer(({ layer }) => layer === 'new-source')} onClose={closeLayer} />
)
