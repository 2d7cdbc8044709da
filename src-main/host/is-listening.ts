import { connect } from 'node:net'
import type { IsListening } from '#main/core/ports.ts'

const timeoutMs = 1_000

/** Opens a connection to where a URL leads and closes it again; nothing is sent. */
export const isListening: IsListening = (url, signal) =>
  new Promise((resolve) => {
    const { hostname, port, protocol } = new URL(url)
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || defaultPort(protocol) })
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

const defaultPort = (protocol: string): number => (protocol === 'https:' ? 443 : 80)
