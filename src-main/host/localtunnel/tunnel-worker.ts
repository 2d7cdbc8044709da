// localtunnel retries its registration for ever and cannot be stopped while it does. It runs in a thread of its own,
// which can be ended at any time with all its sockets.
import localtunnel from 'localtunnel'
import { parentPort, workerData } from 'node:worker_threads'

export type TunnelWorkerData = { localPort: number; relay: string; wanted: string | null }
export type TunnelWorkerMessage = { kind: 'open'; url: string; name: string } | { kind: 'lost'; problem: string }

// localtunnel still calls url.parse(); whoever looks at the terminal cannot help it.
process.noDeprecation = true

const { localPort, relay, wanted } = workerData as TunnelWorkerData
const say = (message: TunnelWorkerMessage): void => parentPort?.postMessage(message)

// `local_host` stays unset: with it localtunnel reads bodies as text and damages them.
const tunnel = await localtunnel({ port: localPort, host: relay, ...(wanted !== null && { subdomain: wanted }) })
tunnel.on('error', (error: Error) => say({ kind: 'lost', problem: error.message }))
tunnel.on('close', () => say({ kind: 'lost', problem: 'The tunnel server closed the tunnel.' }))
// Its types leave out what it was called.
say({ kind: 'open', url: tunnel.url, name: (tunnel as typeof tunnel & { clientId: string }).clientId })
