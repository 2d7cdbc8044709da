import type { Tunnel, TunnelDriverName, TunnelState } from '#shared/model/tunnel.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { AppError } from '#shared/contract/problem.ts'
import {
  beginPublicAddress,
  endPublicAddresses,
  findLastName,
} from '#main/core/database/stores/public-address-store.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import type { ProbeTunnel, TunnelDriver } from './tunnel-driver.ts'
import type { TunnelKeeper } from './tunnel-keeper.ts'
import { createTunnelKeeper } from './tunnel-keeper.ts'

/** The tunnel of this Creel: none until somebody asks for one. */
export type Tunnels = {
  current: () => Tunnel | null
  /** `https://quiet-otter.example`, while it is proven to lead here. */
  publicUrl: () => string | null
  start: (driver: TunnelDriverName) => Tunnel
  stop: (id: string) => Promise<void>
  close: () => Promise<void>
}

export type TunnelsParts = {
  db: Reader
  drivers: Record<TunnelDriverName, TunnelDriver>
  probe: ProbeTunnel
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  feed: Feed
  localPort: () => number
}

type Running = {
  id: string
  driver: TunnelDriverName
  keeper: TunnelKeeper
  state: TunnelState
  lastUrl: string | null
}

export function createTunnels(parts: TunnelsParts): Tunnels {
  const { drivers, clock, makeId, feed } = parts
  let running: Running | null = null

  const show = ({ id, driver, state }: Running): Tunnel => ({ id, driver, notice: drivers[driver].notice, state })
  const current = (): Tunnel | null => running && show(running)

  const changed = (tunnel: Running, state: TunnelState, name: string | null): void => {
    tunnel.state = state
    if (running !== tunnel) return
    feed.publish({ kind: 'tunnel.changed', data: { tunnel: show(tunnel) } })
    if (state.kind === 'public' && state.url !== tunnel.lastUrl)
      rememberAddress(parts, tunnel, { url: state.url, name })
  }

  const stop = async (): Promise<void> => {
    const before = running
    running = null
    if (!before) return
    await before.keeper.stop()
    feed.publish({ kind: 'tunnel.changed', data: { tunnel: current() } })
    await parts.writer.write((tx) => endPublicAddresses(tx, clock.now()))
  }

  return {
    current,
    publicUrl: () => (running?.state.kind === 'public' ? running.state.url : null),
    start(driver) {
      if (running) return show(running)
      const since = new Date(clock.now()).toISOString()
      const tunnel: Running = {
        id: makeId('tunnel'),
        driver,
        state: { kind: 'connecting', since, attempts: 1, problem: null },
        lastUrl: null,
        keeper: createTunnelKeeper({
          ...parts,
          driver: drivers[driver],
          lastName: () => findLastName(parts.db, defaultWorkspaceId, driver),
          changed: (state, name) => changed(tunnel, state, name),
        }),
      }
      running = tunnel
      tunnel.keeper.start()
      return show(tunnel)
    },
    async stop(id) {
      if (running?.id !== id)
        throw new AppError('tunnel-not-found', `No tunnel has the id ${id}. It may have been stopped.`)
      await stop()
    },
    close: stop,
  }
}

// Sources are told by their public URL: whoever shows one must fetch it again.
function rememberAddress(
  { writer, clock, makeId, log, feed }: TunnelsParts,
  tunnel: Running,
  { url, name }: { url: string; name: string | null },
): void {
  tunnel.lastUrl = url
  const { driver } = tunnel
  const address = { id: makeId('tunnel'), workspaceId: defaultWorkspaceId, driver, url, name, startedAt: clock.now() }
  writer
    .write((tx) => beginPublicAddress(tx, address))
    .then(() => feed.publish({ kind: 'status.changed', data: {} }))
    .catch((error: unknown) => log.warn('tunnel.address-not-kept', { error: String(error) }))
  feed.publish({ kind: 'sources.changed', data: { id: '' } })
}
