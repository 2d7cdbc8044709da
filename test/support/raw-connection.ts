import type { Socket } from 'node:net'
import { connect } from 'node:net'

/** A connection that sends bytes as they are and reads one answer for each. */
export type RawConnection = {
  /** Sends; answers the status. */
  send: (bytes: Uint8Array) => Promise<number>
  close: () => void
}

/** Opens a connection to a URL on this computer. An answer to what is kept open has no body. */
export async function openRawConnection(url: string): Promise<RawConnection> {
  const { port, hostname: host } = new URL(url)
  const socket = connect({ port: Number(port), host, noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return {
    send(bytes) {
      socket.write(bytes)
      return readStatus(socket)
    },
    close: () => socket.destroy(),
  }
}

function readStatus(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      socket.off('data', read).off('close', fail)
      resolve(Number(text.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)))
    }
    const fail = (): void => reject(new Error(`The connection was closed after “${text}”.`))
    socket.on('data', read).on('close', fail)
  })
}

const connections = 8

/** Sends messages over a few connections, one after the other on each; answers the statuses in their order. */
export async function sendAll(url: string, messages: readonly Uint8Array[]): Promise<number[]> {
  const statuses: number[] = []
  const entries = messages.entries()
  const sendSome = async (): Promise<void> => {
    let connection = await openRawConnection(url)
    for (const [index, bytes] of entries) {
      const status = await connection.send(bytes)
      statuses[index] = status
      if (status === 200) continue
      connection.close()
      connection = await openRawConnection(url)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, sendSome))
  return statuses
}
