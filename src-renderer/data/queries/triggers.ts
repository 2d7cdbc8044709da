import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Run, RunRow } from '#shared/model/run.ts'
import type { Trace } from '#shared/model/trace.ts'
import type { Backtest, TriggerTest } from '#shared/model/trigger-test.ts'
import type { EventRow } from '#shared/model/event.ts'
import { eventIdOfRequest } from '#shared/model/event.ts'
import type { Trigger, TriggerSettings } from '#shared/model/trigger.ts'
import { client } from '#renderer/data/client.ts'
import { gathered } from '#renderer/data/gathered.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of triggers lies below this key. */
export const triggersKey = ['triggers'] as const
const runsKey = ['runs'] as const

const listedAtOnce = 500
const runsShown = 50

/** The triggers that a text finds, oldest first. */
export const useTriggers = (q: string): UseQueryResult<OutputOf<'triggers.list'>> =>
  useQuery({
    queryKey: [...triggersKey, 'list', q],
    queryFn: ({ signal }) => client('triggers.list', { q, limit: listedAtOnce }, { signal }),
    placeholderData: (previous) => previous,
  })

const oneKey = (id: string) => [...triggersKey, 'one', id] as const

/** One trigger. */
export const useTrigger = (id: string): UseQueryResult<Trigger> =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => client('triggers.get', { id }, { signal }) })

/** The newest runs of a trigger. */
export const useRuns = (id: string): UseQueryResult<RunRow[]> =>
  useQuery({
    queryKey: [...runsKey, 'of', id],
    queryFn: async ({ signal }) => (await client('triggers.runs', { id, limit: runsShown }, { signal })).items,
    placeholderData: (previous) => previous,
  })

/** What triggers made of a request, newest first. */
export const useRunsOnRequest = (id: string): UseQueryResult<RunRow[]> =>
  useQuery({
    queryKey: [...runsKey, 'on', id],
    queryFn: async ({ signal }) =>
      (await client('runs.list', { eventId: eventIdOfRequest(id), limit: runsShown }, { signal })).items,
  })

/** One run with its actions. */
export const useRun = (id: string): UseQueryResult<Run> =>
  useQuery({ queryKey: [...runsKey, 'one', id], queryFn: ({ signal }) => client('runs.get', { id }, { signal }) })

/** All that followed from an event. */
export const useTrace = (eventId: string): UseQueryResult<Trace> =>
  useQuery({
    queryKey: [...runsKey, 'trace', eventId],
    queryFn: ({ signal }) => client('runs.trace', { id: eventId }, { signal }),
    placeholderData: (previous) => previous,
  })

/** Brings what is shown of runs up to date, once for many. */
export const refreshRuns = gathered(() => {
  void queryClient.invalidateQueries({ queryKey: runsKey })
  void queryClient.invalidateQueries({ queryKey: triggersKey })
})

const keep = async (trigger: Trigger): Promise<void> => {
  // A fetch that is under way may bring the trigger as it was before.
  await queryClient.cancelQueries({ queryKey: oneKey(trigger.id) })
  queryClient.setQueryData(oneKey(trigger.id), trigger)
  await queryClient.invalidateQueries({ queryKey: triggersKey })
}

export const useCreateTrigger = (): UseMutationResult<Trigger, Error, CallOf<'triggers.create'>> =>
  useMutation({ mutationFn: (input) => client('triggers.create', input), onSuccess: keep })

/** Changes triggers, one change after the other. */
export const useUpdateTrigger = (): UseMutationResult<Trigger, Error, CallOf<'triggers.update'>> =>
  useMutation({
    mutationFn: (input) => client('triggers.update', input),
    onSuccess: keep,
    scope: { id: 'triggers.update' },
  })

export const useDeleteTrigger = (): UseMutationResult<null, Error, string> =>
  useMutation({
    mutationFn: (id) => client('triggers.delete', { id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: triggersKey }),
  })

export const useRestoreTrigger = (): UseMutationResult<Trigger, Error, string> =>
  useMutation({ mutationFn: (id) => client('triggers.restore', { id }), onSuccess: keep })

/** What a trigger as it is filled in would do with an event; nothing is asked while it cannot be tested. */
export const useDraftTest = (
  settings: TriggerSettings | null,
  eventId: string | null,
): UseQueryResult<TriggerTest | undefined> =>
  useQuery({
    queryKey: [...runsKey, 'test', settings, eventId],
    enabled: settings !== null,
    queryFn: async ({ signal }) =>
      settings === null
        ? undefined
        : client('triggers.testDraft', { ...settings, ...(eventId !== null && { eventId }) }, { signal }),
    placeholderData: (previous) => previous,
  })

/** Shows on which of the last events a trigger as it is filled in would have run. */
export const useBacktestDraft = (): UseMutationResult<Backtest, Error, TriggerSettings> =>
  useMutation({ mutationFn: (settings) => client('triggers.backtestDraft', settings) })

const offeredEvents = 50

/** The last events, for testing with one of them. */
export const useRecentEvents = (): UseQueryResult<EventRow[]> =>
  useQuery({
    queryKey: [...runsKey, 'events'],
    queryFn: async ({ signal }) => (await client('events.list', { limit: offeredEvents }, { signal })).items,
  })
