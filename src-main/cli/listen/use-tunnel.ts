import type { Client } from '#shared/contract/client.ts'
import type { Tunnel } from '#shared/model/tunnel.ts'
import type { ListenEvent } from './listen-events.ts'

/** The tunnel that leads to a source while one listens. */
export type UsedTunnel = {
  what: string
  /** Takes the tunnel that is open, or opens one. */
  start: () => Promise<void>
  /** Tells what became of it, where that is something new. */
  changed: (tunnel: Tunnel | null) => Promise<void>
  /** Closes it if it was opened here. */
  undo: () => Promise<void>
}

export function useTunnel(client: Client, sourceId: string, tell: (event: ListenEvent) => void): UsedTunnel {
  let openedHere: string | null = null
  let lastTold = ''
  let lastUrl: string | null = null

  const changed = async (tunnel: Tunnel | null): Promise<void> => {
    const event = await tunnelEvent(client, sourceId, tunnel)
    const told = JSON.stringify(event)
    if (told === lastTold) return
    lastTold = told
    tell(event)
    if (event.publicUrl === null) return
    if (lastUrl !== null && lastUrl !== event.publicUrl) {
      tell({ kind: 'address-changed', from: lastUrl, to: event.publicUrl })
    }
    lastUrl = event.publicUrl
  }

  return {
    what: 'The tunnel',
    changed,
    async start() {
      const [open] = (await client('tunnels.list', {})).items
      const tunnel = open ?? (await client('tunnels.start', {}))
      if (!open) openedHere = tunnel.id
      await changed(tunnel)
    },
    async undo() {
      const [current] = openedHere === null ? [] : (await client('tunnels.list', {})).items
      if (current && current.id === openedHere) await client('tunnels.stop', { id: current.id })
    },
  }
}

type TunnelEvent = Extract<ListenEvent, { kind: 'tunnel' }>

async function tunnelEvent(client: Client, sourceId: string, tunnel: Tunnel | null): Promise<TunnelEvent> {
  if (tunnel === null) return { kind: 'tunnel', state: 'closed', publicUrl: null, problem: null }
  const { state } = tunnel
  if (state.kind !== 'public') return { kind: 'tunnel', state: state.kind, publicUrl: null, problem: state.problem }
  const { publicUrl } = await client('sources.get', { id: sourceId })
  return { kind: 'tunnel', state: 'public', publicUrl, problem: null }
}
