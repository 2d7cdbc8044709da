import type { Client } from '#shared/contract/client.ts'
import type { TrayAction } from './tray-menu.ts'

/** What a desktop lends to the actions of the tray's menu. */
export type TrayPorts = {
  client: Client
  copy: (text: string) => void
  /** Shows the window, at a route where one is given. */
  open: (route: string) => void
  setOpensAtLogin: (isOn: boolean) => void
  quit: () => void
}

type Runners = {
  [Kind in TrayAction['kind']]: (action: Extract<TrayAction, { kind: Kind }>, ports: TrayPorts) => unknown
}

const runners: Runners = {
  copy: ({ text }, { copy }) => copy(text),
  open: ({ route }, { open }) => open(route),
  pause: ({ minutes }, { client }) => client('receiving.pause', { minutes }),
  resume: (_, { client }) => client('receiving.resume', {}),
  'start-tunnel': (_, { client }) => client('tunnels.start', {}),
  'stop-tunnel': ({ id }, { client }) => client('tunnels.stop', { id }),
  'send-test': ({ sourceId }, { client }) => client('sources.sendTest', { id: sourceId }),
  'open-at-login': ({ isOn }, { setOpensAtLogin }) => setOpensAtLogin(isOn),
  quit: (_, { quit }) => quit(),
}

/** Does what an entry of the tray's menu says. Rejects with the words of whoever refuses. */
export async function runTrayAction(action: TrayAction, ports: TrayPorts): Promise<void> {
  await (runners[action.kind] as (action: TrayAction, ports: TrayPorts) => unknown)(action, ports)
}
