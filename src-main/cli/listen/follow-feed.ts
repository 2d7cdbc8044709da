import type { ControlFile } from '#main/connect/control-file.ts'
import { readFeed } from '#main/connect/feed-reader.ts'
import type { Client } from '#shared/contract/client.ts'
import type { FeedEvent } from '#shared/contract/feed-events.ts'
import { AppError } from '#shared/contract/problem.ts'
import { createFollower } from './follow-requests.ts'
import type { ListenEvent } from './listen-events.ts'
import type { UsedSource } from './use-source.ts'
import type { UsedTunnel } from './use-tunnel.ts'

export type FollowFeedParts = {
  address: ControlFile
  client: Client
  target: string
  used: UsedSource
  tunnel: UsedTunnel | null
  tell: (event: ListenEvent) => void
  signal: AbortSignal
  /** Called when the feed is open. */
  opened: () => void
}

/** Tells what the feed says of a source and its tunnel. Throws `not-running`, or `conflict` where the source was taken. */
export async function followFeed(parts: FollowFeedParts): Promise<never> {
  const { address, client, target, used, tunnel, tell, signal, opened } = parts
  const { id: sourceId, name } = used.source
  const follow = createFollower({ client, sourceId, target, tell })
  const take = async ({ kind, data }: FeedEvent): Promise<void> => {
    if (kind === 'request.received' || kind === 'request.updated') return follow(data)
    if (kind === 'tunnel.changed') return tunnel?.changed(data.tunnel)
    if (kind === 'reset') return tell({ kind: 'not-shown' })
    if (kind === 'sources.changed' && data.id === sourceId && !(await used.isOurs())) throw taken(name)
  }
  for await (const event of readFeed(address, { signal, opened })) await take(event)
  throw new AppError('not-running', 'Creel has ended. Start it with: creel start')
}

const taken = (name: string): AppError =>
  new AppError(
    'conflict',
    `Somebody else has changed where the requests of “${name}” go, so they no longer come here. ` +
      'Listen on a source of your own with --source <name>.',
  )
