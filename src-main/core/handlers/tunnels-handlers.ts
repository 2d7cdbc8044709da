import { TunnelDriverName } from '#shared/model/tunnel.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { acknowledgeAddress, listPublicAddresses } from '#main/core/database/stores/public-address-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { Clock } from '#main/core/ports.ts'
import type { Tunnels } from '#main/core/tunnels/tunnels.ts'
import type { Handlers } from './handlers.ts'

export type TunnelsHandlersParts = { db: Reader; writer: Writer; clock: Clock; feed: Feed; tunnels: Tunnels }

type TunnelsHandlers = Pick<Handlers, Extract<keyof Handlers, `tunnels.${string}`>>

export function tunnelsHandlers({ db, writer, clock, feed, tunnels }: TunnelsHandlersParts): TunnelsHandlers {
  return {
    'tunnels.list': async () => {
      const tunnel = tunnels.current()
      return { items: tunnel ? [tunnel] : [], nextCursor: null }
    },
    'tunnels.start': async ({ driver }) => tunnels.start(driver),
    'tunnels.stop': async ({ id }) => {
      await tunnels.stop(id)
      return null
    },
    'tunnels.acknowledge': async (_, { workspaceId }) => {
      await writer.write((tx) => acknowledgeAddress(tx, workspaceId, clock.now()))
      feed.publish({ kind: 'status.changed', data: {} })
      return null
    },
    'tunnels.addresses': async (_, { workspaceId }) => ({
      items: (await listPublicAddresses(db, workspaceId)).map(({ url, driver, startedAt, endedAt }) => ({
        url,
        driver: TunnelDriverName.parse(driver),
        startedAt: new Date(startedAt).toISOString(),
        endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      })),
      nextCursor: null,
    }),
  }
}
