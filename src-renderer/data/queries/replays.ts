import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Replay, ReplayOptions } from '#shared/model/replay.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { sourcesKey } from './sources.ts'

const replaysKey = ['replays'] as const

/** Which requests a person wants to replay together: those that were selected, or what a filter finds. */
export type ManyToReplay = { ids: string[] } | { q: string }

/** What a replay of a request could do. It depends on the secrets: it is fetched anew whenever a source changes. */
export const useReplayOptions = (id: string): UseQueryResult<ReplayOptions> =>
  useQuery({
    queryKey: [...sourcesKey, 'replay-options', id],
    queryFn: ({ signal }) => client('requests.replayOptions', { id }, { signal }),
  })

/** The newest replays of many requests. */
export const useReplays = (): UseQueryResult<Replay[]> =>
  useQuery({
    queryKey: replaysKey,
    queryFn: async ({ signal }) => (await client('replays.list', { limit: 10 }, { signal })).items,
  })

/** Puts the newest state of a replay of many where they are shown. */
export function keepReplay(replay: Replay): void {
  queryClient.setQueryData<Replay[]>(replaysKey, (known) => {
    if (!known) return known
    const isKnown = known.some(({ id }) => id === replay.id)
    return isKnown ? known.map((old) => (old.id === replay.id ? later(old, replay) : old)) : [replay, ...known]
  })
}

// An answer may come behind what the feed has told since.
const later = (one: Replay, other: Replay): Replay =>
  one.state !== 'running' || sentOf(one) > sentOf(other) ? one : other
const sentOf = ({ delivered, failed, skipped }: Replay): number => delivered + failed + skipped

/** Replays many requests, or counts them. */
export const useReplayMany = (): UseMutationResult<
  OutputOf<'requests.replayMany'>,
  Error,
  CallOf<'requests.replayMany'>
> =>
  useMutation({
    mutationFn: (input) => client('requests.replayMany', input),
    onSuccess: ({ replay }) => {
      if (replay) keepReplay(replay)
    },
  })

export const useCancelReplay = (): UseMutationResult<Replay, Error, string> =>
  useMutation({ mutationFn: (id) => client('replays.cancel', { id }), onSuccess: keepReplay })
