import { Client } from 'undici'
import type { buildConnector } from 'undici'

/** So long a connection waits for another request: less than the five seconds after which many servers close it. */
const idleMs = 4_000

/** A connection to an origin, for one request at a time. */
export type KeptConnection = {
  client: Client
  /** False: it is still to be made. */
  isOpen: () => boolean
  /** Its request has ended well: another one may follow. */
  release: () => void
  /** Whatever is still under way on it is cut off. */
  discard: () => void
}

/** Connections that may be used again. The one used last is taken first, so that those too many come to be closed. */
export type KeptConnections = {
  take: (origin: string) => KeptConnection
  /** Takes none that is open already. */
  open: (origin: string) => KeptConnection
  close: () => Promise<void>
}

export function createKeptConnections(connect: buildConnector.connector): KeptConnections {
  const idle = new Map<string, KeptConnection[]>()
  const all = new Set<Client>()

  const takeIdle = (origin: string): KeptConnection | undefined => idle.get(origin)?.pop()
  const addIdle = (origin: string, connection: KeptConnection): void => {
    const others = idle.get(origin)
    if (others) others.push(connection)
    else idle.set(origin, [connection])
  }
  /** False: it was not idle. */
  const dropIdle = (origin: string, connection: KeptConnection): boolean => {
    const known = idle.get(origin) ?? []
    const others = known.filter((other) => other !== connection)
    if (others.length === 0) idle.delete(origin)
    else idle.set(origin, others)
    return others.length < known.length
  }
  const open = (origin: string): KeptConnection => {
    const client = new Client(origin, { connect, keepAliveTimeout: idleMs, keepAliveMaxTimeout: idleMs })
    let isOpen = false
    const connection: KeptConnection = {
      client,
      isOpen: () => isOpen,
      release: () => addIdle(origin, connection),
      discard() {
        all.delete(client)
        void client.destroy()
      },
    }
    client.on('connect', () => {
      isOpen = true
    })
    client.on('disconnect', () => {
      isOpen = false
      if (dropIdle(origin, connection)) connection.discard()
    })
    all.add(client)
    return connection
  }

  return {
    open,
    take: (origin) => takeIdle(origin) ?? open(origin),
    close: async () => {
      await Promise.all([...all].map((client) => client.destroy()))
    },
  }
}
