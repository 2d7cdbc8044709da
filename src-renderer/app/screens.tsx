import type { ComponentType, ReactElement } from 'react'
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Route } from '#renderer/data/routes.ts'
import { InspectScreen } from '#renderer/features/inspect/inspect-screen.tsx'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'

export type InnerRoute = Exclude<Route, { screen: 'enter' }>

type LaterName = Exclude<InnerRoute['screen'], 'inspect'>
type PropsOf<Name extends LaterName> = Omit<Extract<InnerRoute, { screen: Name }>, 'screen'>
type Loaders = { [Name in LaterName]: () => Promise<ComponentType<PropsOf<Name>>> }

// Inspect is what most people begin with: it does not wait for the others to be read.
const loaders: Loaders = {
  deliveries: async () => (await import('#renderer/features/deliveries/deliveries-screen.tsx')).DeliveriesScreen,
  triggers: async () => (await import('#renderer/features/triggers/triggers-screen.tsx')).TriggersScreen,
  webhooks: async () => (await import('#renderer/features/webhooks/webhooks-screen.tsx')).WebhooksScreen,
  templates: async () => (await import('#renderer/features/templates/templates-screen.tsx')).TemplatesScreen,
  tasks: async () => (await import('#renderer/features/tasks/tasks-screen.tsx')).TasksScreen,
  simulate: async () => (await import('#renderer/features/simulate/simulate-screen.tsx')).SimulateScreen,
  sources: async () => (await import('#renderer/features/sources/source-screen.tsx')).SourceScreen,
  settings: async () => (await import('#renderer/features/settings/settings-screen.tsx')).SettingsScreen,
}

type Loaded =
  | { kind: 'loading' }
  | { kind: 'loaded'; screen: ComponentType<Omit<InnerRoute, 'screen'>> }
  | { kind: 'failed'; error: unknown }

// No `lazy` with `Suspense`: it would show its fallback for a moment even for a screen that has been read long ago.
const useScreens = create<Partial<Record<LaterName, Loaded>>>(() => ({}))
const laterNames = Object.keys(loaders) as LaterName[]

/** Reads a screen's script, unless it is there or on its way. One that failed is asked for again. */
export async function loadScreen(name: Route['screen']): Promise<void> {
  const later = laterNames.find((one) => one === name)
  const state = later && useScreens.getState()[later]
  if (!later || state?.kind === 'loading' || state?.kind === 'loaded') return
  useScreens.setState({ [later]: { kind: 'loading' } })
  try {
    useScreens.setState({ [later]: { kind: 'loaded', screen: await loaders[later]() } })
  } catch (error) {
    useScreens.setState({ [later]: { kind: 'failed', error } })
  }
}

const afterFirstDrawingMs = 1_000

/** Reads the other screens when the first one is there, one after the other, so that none has to be waited for. */
export function loadScreensSoon(): () => void {
  const timer = setTimeout(() => void loadAll(), afterFirstDrawingMs)
  return () => clearTimeout(timer)
}

async function loadAll(): Promise<void> {
  for (const name of laterNames) {
    await whenIdle()
    await loadScreen(name)
  }
}

// Safari has no `requestIdleCallback`.
const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: afterFirstDrawingMs })
    else setTimeout(resolve)
  })

/** The screen of a route. */
export function Screen({ route }: { route: InnerRoute }): ReactElement | null {
  if (route.screen === 'inspect') return <InspectScreen id={route.id} tab={route.tab} q={route.q} />
  return <LaterScreen route={route} />
}

function LaterScreen({ route: { screen: name, ...props } }: { route: Exclude<InnerRoute, { screen: 'inspect' }> }) {
  const state = useScreens((screens) => screens[name])
  useEffect(() => void loadScreen(name), [name])
  switch (state?.kind) {
    case undefined:
    case 'loading':
      return null
    case 'loaded':
      return <state.screen {...props} />
    case 'failed':
      return <NotLoaded error={state.error} />
  }
}

const NotLoaded = ({ error }: { error: unknown }): ReactElement => (
  <ErrorBox
    title="This screen could not be loaded"
    error={
      new Error('Creel is away, or was updated since this page was loaded. Load the page again.', { cause: error })
    }
    action={
      <Button small onClick={() => location.reload()}>
        Load the page again
      </Button>
    }
  />
)
