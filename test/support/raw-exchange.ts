import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'

/** Turns of the event loop between packets: enough for the other side, in this process, to read each by itself. */
const turnsBetween = 3

/**
 * Sends Latin-1 text packet by packet and answers the statuses that come back, interim ones too: when so many have
 * come, or when the other side has closed.
 */
export async function exchangeRaw(
  port: number,
  { send, ends, answers }: { send: readonly string[]; ends?: 'end' | 'reset' | undefined; answers: number },
): Promise<number[]> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let text = ''
  const statuses = (): number[] => [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map((match) => Number(match[1]))
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    if (statuses().length >= answers) resolve()
  })
  socket.on('end', resolve)
  socket.on('close', resolve)
  socket.on('error', () => resolve())
  await new Promise((connected) => socket.once('connect', connected))
  for (const packet of send) {
    await new Promise((flushed) => socket.write(packet, 'latin1', flushed))
    for (let turn = 0; turn < turnsBetween; turn += 1) await setImmediate()
  }
  if (ends === 'end') socket.end()
  if (ends === 'reset') socket.resetAndDestroy()
  await promise
  socket.destroy()
  return statuses()
}
