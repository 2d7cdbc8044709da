import type { Replay } from '#shared/model/replay.ts'
import { queryClient } from '#renderer/data/query-client.ts'

const replaysKey = ['replays'] as const

/** Puts the newest state of a replay of many where they are shown. */
export function keepReplay(replay: Replay): void {
  queryClient.setQueryData<Replay[]>(replaysKey, (known) => known?.map((old) => (old.id === replay.id ? replay : old)))
}
