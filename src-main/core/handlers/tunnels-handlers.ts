import { TunnelDriverName } from '#shared/model/tunnel.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listPublicAddresses } from '#main/core/database/stores/public-address-store.ts'
import type { Tunnels } from '#main/core/tunnels/tunnels.ts'
import type { Handlers } from './handlers.ts'

export type TunnelsHandlersParts = { db: Reader; tunnels: Tunnels }

type TunnelsHandlers = Pick<Handlers, Extract<keyof Handlers, `tunnels.${string}`>>

export function tunnelsHandlers({ db, tunnels }: TunnelsHandlersParts): TunnelsHandlers {
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
