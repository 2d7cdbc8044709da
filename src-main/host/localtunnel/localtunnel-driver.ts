import { Worker } from 'node:worker_threads'
import { request } from 'undici'
import type { OpenOptions, OpenTunnel, TunnelDriver } from '#main/core/tunnels/tunnel-driver.ts'
import type { TunnelWorkerData, TunnelWorkerMessage } from './tunnel-worker.ts'

const preflightMs = 5_000
const openMs = 10_000

/** The driver over localtunnel: `relay` is the address of its server, `workerFile` the thread it runs in. */
export function createLocaltunnelDriver({ relay, workerFile }: { relay: string; workerFile: URL }): TunnelDriver {
  return {
    name: 'localtunnel',
    notice:
      `Requests pass through ${new URL(relay).host}. Between there and this computer they travel unencrypted, ` +
      'and the address can change when the tunnel is opened again.',
    async open(options) {
      await preflight(relay, options.signal)
      return openInWorker({ ...options, relay, workerFile })
    },
  }
}

// Without it a relay that is down would be asked once a second for ever, without a word.
async function preflight(relay: string, signal: AbortSignal): Promise<void> {
  try {
    const answer = await request(relay, { signal: AbortSignal.any([signal, AbortSignal.timeout(preflightMs)]) })
    await answer.body.dump()
    if (answer.statusCode >= 500) throw new Error(`it answers ${answer.statusCode}`)
  } catch (error) {
    throw new Error(`The tunnel server ${relay} cannot be used: ${wordsOf(error)}.`, { cause: error })
  }
}

function wordsOf(error: unknown): string {
  const { code, message, name } = error as Error & { code?: string }
  if (name === 'TimeoutError') return `no answer within ${preflightMs / 1000} s`
  if (code === 'ECONNREFUSED') return 'nothing listens there'
  if (code === 'ENOTFOUND') return 'its name is not known (is this computer online?)'
  return message
}

function openInWorker({
  localPort,
  wanted,
  signal,
  relay,
  workerFile,
}: OpenOptions & { relay: string; workerFile: URL }): Promise<OpenTunnel> {
  const workerData: TunnelWorkerData = { localPort, relay, wanted }
  const worker = new Worker(workerFile, { workerData })
  const lost = Promise.withResolvers<string>()
  const opened = Promise.withResolvers<OpenTunnel>()
  const end = async (problem: string): Promise<void> => {
    opened.reject(new Error(problem))
    lost.resolve(problem)
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    await worker.terminate()
  }
  const cancel = (): void => void end('The tunnel was stopped.')
  const timer = setTimeout(
    () => void end(`The tunnel server ${relay} gave no address within ${openMs / 1000} s.`),
    openMs,
  )
  signal.addEventListener('abort', cancel)

  worker.on('message', (message: TunnelWorkerMessage) => {
    if (message.kind === 'lost') return void end(message.problem)
    clearTimeout(timer)
    opened.resolve({
      url: message.url,
      name: message.name,
      lost: lost.promise,
      close: () => end('The tunnel was closed.'),
    })
  })
  worker.on('error', (error: Error) => void end(`The tunnel failed: ${error.message}`))
  worker.on('exit', () => void end('The tunnel ended.'))
  return opened.promise
}
