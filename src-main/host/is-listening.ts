import { connect, isIP } from 'node:net'
import type { IsListening } from '#main/core/ports.ts'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import { guardLookup } from './guarded-connect.ts'

const timeoutMs = 1_000

/** Opens a connection to where a URL leads, unless that is refused, and closes it again; nothing is sent. */
export const createIsListening =
  (refusalOf: RefusalOf): IsListening =>
  (url, signal) =>
    new Promise((resolve) => {
      const { hostname, port: written, protocol } = new URL(url)
      const host = hostname.replace(/^\[|\]$/g, '')
      const port = Number(written) || (protocol === 'https:' ? 443 : 80)
      if (isIP(host) > 0 && refusalOf(host, port) !== null) return resolve(false)
      const socket = connect({ host, port, lookup: guardLookup(refusalOf, port) })
      const end = (isOpen: boolean) => (): void => {
        signal.removeEventListener('abort', giveUp)
        socket.destroy()
        resolve(isOpen)
      }
      const giveUp = end(false)
      signal.addEventListener('abort', giveUp)
      socket.setTimeout(timeoutMs, giveUp)
      socket.on('error', giveUp)
      socket.on('connect', end(true))
    })
