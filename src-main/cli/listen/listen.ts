import type { ControlFile } from '#main/connect/control-file.ts'
import type { Client } from '#shared/contract/client.ts'
import { catchUp } from './catch-up.ts'
import { followFeed } from './follow-feed.ts'
import type { ListenEvent } from './listen-events.ts'
import { readMark, writeMark } from './listen-marks.ts'
import type { UsedSource } from './use-source.ts'
import { useSource } from './use-source.ts'
import type { UsedTunnel } from './use-tunnel.ts'
import { useTunnel } from './use-tunnel.ts'

export type ListenOptions = {
  home: string
  target: string
  /** The name or id of a source; left out, one is kept for this app. */
  source: string | undefined
  mode: 'relay' | 'forward'
  tunnel: boolean
  catchUp: boolean
}

export type ListenParts = {
  address: ControlFile
  client: Client
  tell: (event: ListenEvent) => void
  signal: AbortSignal
}

/**
 * Sends the requests of a source on to an app and tells what becomes of each, until `signal` aborts; then undoes what
 * it has set up. Throws `not-running` when Creel ends meanwhile, `conflict` when somebody else takes the source.
 */
export async function listen(options: ListenOptions, parts: ListenParts): Promise<void> {
  const { client, tell, address } = parts
  const used = await useSource(client, { target: options.target, name: options.source, mode: options.mode })
  const { id, name, url } = used.source
  const tunnel = options.tunnel ? useTunnel(client, id, tell) : null
  tell({ kind: 'ready', target: options.target, source: { id, name }, url, controlUrl: address.url })
  try {
    await untilStopped(options, parts, used, tunnel)
  } catch (error) {
    if (!parts.signal.aborted) throw error
  } finally {
    if (used.isSet()) writeMark(options.home, id, new Date().toISOString())
    tell({ kind: 'ended', problems: [...(await undone(used)), ...(tunnel ? await undone(tunnel) : [])] })
  }
}

async function untilStopped(
  options: ListenOptions,
  parts: ListenParts,
  used: UsedSource,
  tunnel: UsedTunnel | null,
): Promise<void> {
  const ending = new AbortController()
  const signal = AbortSignal.any([parts.signal, ending.signal])
  const opened = Promise.withResolvers<void>()
  const { target } = options
  const following = followFeed({ ...parts, target, signal, used, tunnel, opened: opened.resolve })
  following.catch(opened.reject)
  // Not before the feed is open: nothing that happens is to be missed.
  const starting = opened.promise.then(() =>
    Promise.all([tunnel?.start(), sendOn(options, { ...parts, signal }, used)]),
  )
  try {
    await Promise.race([following, starting.then(() => following)])
  } finally {
    ending.abort()
    await Promise.allSettled([following, starting])
  }
}

/** What came while nobody listened goes first, then all that comes from now on. */
async function sendOn(
  { home, target, catchUp: isWanted }: ListenOptions,
  { client, tell, signal }: ListenParts,
  used: UsedSource,
): Promise<void> {
  const sourceId = used.source.id
  const since = isWanted ? readMark(home, sourceId) : null
  if (since === null) writeMark(home, sourceId, new Date().toISOString())
  const missed = { client, sourceId, target, tell, signal }
  if (since !== null) await catchUp(missed, since)
  if (signal.aborted) return
  await used.sendOn()
  // What came between the last look and now.
  if (since !== null) await catchUp(missed, since)
}

async function undone({ what, undo }: { what: string; undo: () => Promise<void> }): Promise<string[]> {
  try {
    await undo()
    return []
  } catch (error) {
    return [`${what} could not be undone: ${error instanceof Error ? error.message : String(error)}`]
  }
}
