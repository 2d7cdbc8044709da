import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'

/** How long each step of a connection took, in milliseconds; null where it did not come to it or needs none. */
export type ConnectSteps = { dnsMs: number | null; connectMs: number | null; tlsMs: number | null }

// Undici makes connections by itself and tells nothing of who they are for; what follows from a call is.
const measured = new AsyncLocalStorage<ConnectSteps>()

/** Whatever connection `run` leads to has its steps written down. */
export const measureConnect = (steps: ConnectSteps, run: () => void): void => measured.run(steps, run)

/** Begins a lookup of a name; the result ends it. */
export function measureLookup(): () => void {
  const steps = measured.getStore()
  const startedAt = performance.now()
  return () => {
    if (steps) steps.dnsMs = performance.now() - startedAt
  }
}

/** Follows a socket that has just begun to connect; the result is called when it can be written to. */
export function measureSocket(): { follow: (socket: Socket) => void; ready: () => void } {
  const steps = measured.getStore()
  const startedAt = performance.now()
  let connectedAt = startedAt
  return {
    follow(socket) {
      socket.once('connect', () => {
        connectedAt = performance.now()
        if (steps) steps.connectMs = connectedAt - startedAt - (steps.dnsMs ?? 0)
      })
    },
    ready() {
      if (steps) steps.tlsMs = performance.now() - connectedAt
    },
  }
}
