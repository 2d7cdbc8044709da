import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Diagnosis } from '#shared/model/diagnosis.ts'
import type { PayloadSchema } from '#shared/model/payload-schema.ts'
import type { Request, RequestRow, Tape } from '#shared/model/request.ts'
import type { VerificationReport } from '#shared/model/verification.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { countsKey, recountSoon, refreshCounts, tapesKey } from './recount.ts'
import { removeRows, replaceRow, requestListsKey } from './request-list.ts'
import { sourcesKey } from './sources.ts'

export const requestKey = (id: string) => ['requests', 'one', id] as const

/** One request whole, its body apart. */
export const useRequest = (id: string): UseQueryResult<Request> =>
  useQuery({ queryKey: requestKey(id), queryFn: ({ signal }) => client('requests.show', { id }, { signal }) })

/** The check of a request's signature, step by step. */
export const useVerification = (id: string): UseQueryResult<VerificationReport> =>
  useQuery({
    // What a check says depends on the secrets: it is fetched anew whenever a source changes.
    queryKey: [...sourcesKey, 'verification', id],
    queryFn: ({ signal }) => client('requests.verification', { id }, { signal }),
  })

/** Why the signature of a request does not verify. */
export const useDiagnosis = (id: string): UseQueryResult<Diagnosis> =>
  useQuery({
    queryKey: [...sourcesKey, 'diagnosis', id],
    queryFn: ({ signal }) => client('requests.diagnose', { id }, { signal }),
  })

/** What the bodies of an event type are like, learnt anew whenever it is looked at. */
export const usePayloadSchema = (of: { eventType: string; sourceId: string }): UseQueryResult<PayloadSchema> =>
  useQuery({
    queryKey: ['requests', 'schema', of],
    gcTime: 0,
    queryFn: ({ signal }) => client('requests.schema', of, { signal }),
  })

/** How many requests a filter finds. */
export const useRequestCount = (q: string): UseQueryResult<OutputOf<'requests.count'>> =>
  useQuery({
    queryKey: [...countsKey, q],
    queryFn: ({ signal }) => client('requests.count', q === '' ? {} : { q }, { signal }),
    placeholderData: (previous) => previous,
  })

/** The latest arrivals in slices of time, of one source or of all (null). */
export const useTape = ({
  sourceId,
  minutes,
  bucketSeconds,
}: {
  sourceId: string | null
  minutes: number
  bucketSeconds: number
}): UseQueryResult<Tape> =>
  useQuery({
    queryKey: [...tapesKey, sourceId, minutes],
    queryFn: ({ signal }) =>
      client('requests.tape', { minutes, bucketSeconds, ...(sourceId !== null && { sourceId }) }, { signal }),
    refetchInterval: bucketSeconds * 1000,
    placeholderData: (previous) => previous,
  })

/** Puts a request's newest row wherever the request is shown, and the count of unread ones in line with it. */
export function keepRow(row: RequestRow): void {
  replaceRow(row)
  recountSoon()
  queryClient.setQueryData<Request>(requestKey(row.id), (known) => (known ? { ...known, ...row } : known))
}

/** Fetches anew whatever depends on which requests there are. */
export function refreshRequests(): void {
  void queryClient.invalidateQueries({ queryKey: requestListsKey })
  refreshCounts()
}

/** Pins, notes or marks a request as read. */
export const useUpdateRequest = (): UseMutationResult<RequestRow, Error, CallOf<'requests.update'>> =>
  useMutation({ mutationFn: (input) => client('requests.update', input), onSuccess: keepRow })

export const useMarkRead = (): UseMutationResult<OutputOf<'requests.markRead'>, Error, CallOf<'requests.markRead'>> =>
  useMutation({ mutationFn: (input) => client('requests.markRead', input), onSuccess: refreshRequests })

/** Deletes requests; `undoToken` of the result brings them back. */
export const useDeleteRequests = (): UseMutationResult<OutputOf<'requests.deleteMany'>, Error, string[]> =>
  useMutation({
    mutationFn: (ids) => client('requests.deleteMany', { ids }),
    onSuccess: (_, ids) => {
      removeRows(ids)
      refreshCounts()
    },
  })

export const useRestoreRequests = (): UseMutationResult<OutputOf<'requests.restore'>, Error, string> =>
  useMutation({ mutationFn: (undoToken) => client('requests.restore', { undoToken }), onSuccess: refreshRequests })

/** Finds requests once, for a list of suggestions. */
export const useFoundRequests = (q: string, limit: number): UseQueryResult<RequestRow[]> =>
  useQuery({
    queryKey: ['requests', 'found', q, limit],
    enabled: q !== '',
    gcTime: 10_000,
    staleTime: 5000,
    queryFn: async ({ signal }) => (await client('requests.list', { q, limit }, { signal })).items,
    placeholderData: (previous) => previous,
  })
