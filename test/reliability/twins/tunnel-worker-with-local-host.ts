// Bad: names the local host, which makes localtunnel read bodies as text.
import localtunnel from 'localtunnel'
import { parentPort, workerData } from 'node:worker_threads'
import type { TunnelWorkerData } from '#main/host/localtunnel/tunnel-worker.ts'

const { localPort, relay } = workerData as TunnelWorkerData
const tunnel = await localtunnel({ port: localPort, host: relay, local_host: '127.0.0.1' })
parentPort?.postMessage({ kind: 'open', url: tunnel.url, name: 'twin' })
