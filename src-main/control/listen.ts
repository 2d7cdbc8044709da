import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { explainListenError } from '#main/port-in-use.ts'

/**
 * Listens on both loopback addresses, so that `localhost` is ours whichever of them a browser takes first. A
 * computer without IPv6 has the first alone.
 */
export async function listenOnLoopback(
  server: FastifyInstance,
  secondary: Server,
  port: number,
): Promise<{ port: number; ipv6: Server | null }> {
  try {
    await server.listen({ host: '127.0.0.1', port })
    const { port: ownPort } = server.server.address() as AddressInfo
    return { port: ownPort, ipv6: (await listenOnIpv6(secondary, ownPort)) ? secondary : null }
  } catch (error) {
    await server.close()
    throw await explainListenError(port, error)
  }
}

const noIpv6: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

async function listenOnIpv6(secondary: Server, port: number): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  secondary.once('error', reject)
  secondary.listen({ host: '::1', port }, () => resolve(true))
  try {
    return await promise
  } catch (error) {
    if (error instanceof Error && 'code' in error && noIpv6.has(error.code)) return false
    throw error
  } finally {
    secondary.off('error', reject)
  }
}

/** Closes both servers; what has not ended by then is cut off. */
export async function closeWithin(withinMs: number, server: FastifyInstance, secondary: Server | null): Promise<void> {
  const cut = setTimeout(() => {
    server.server.closeAllConnections()
    secondary?.closeAllConnections()
  }, withinMs)
  const { promise, resolve } = Promise.withResolvers<void>()
  if (secondary) secondary.close(() => resolve())
  else resolve()
  await Promise.all([server.close(), promise])
  clearTimeout(cut)
}
