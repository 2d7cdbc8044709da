import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { MockResult } from '#shared/model/mock.ts'
import type { SecretSummary, Source } from '#shared/model/source.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { verdictsKey } from './verdicts-key.ts'

export const sourcesKey = ['sources'] as const

export const sourcesOptions = queryOptions({
  queryKey: [...sourcesKey, 'list'],
  queryFn: async ({ signal }) => (await client('sources.list', {}, { signal })).items,
})

/** Every source, oldest first. */
export const useSources = (): UseQueryResult<Source[]> => useQuery(sourcesOptions)

/** One source; null while it is not known which. */
export const useSource = (id: string | null): UseQueryResult<Source> =>
  useQuery({
    queryKey: [...sourcesKey, 'one', id],
    enabled: id !== null,
    queryFn: ({ signal }) => client('sources.get', { id: id ?? '' }, { signal }),
  })

const refresh = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: sourcesKey })
  await queryClient.invalidateQueries({ queryKey: verdictsKey })
}

/** Keeps a source as it is now. */
export const keepSource = async (source: Source): Promise<void> => {
  const queryKey = [...sourcesKey, 'one', source.id]
  // A fetch that is under way may bring the source as it was before.
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, source)
  await refresh()
}

export const useCreateSource = (): UseMutationResult<Source, Error, CallOf<'sources.create'>> =>
  useMutation({ mutationFn: (input) => client('sources.create', input), onSuccess: keepSource })

/** Changes sources, one change after the other: the last one made is the last one kept. */
export const useUpdateSource = (): UseMutationResult<Source, Error, CallOf<'sources.update'>> =>
  useMutation({
    mutationFn: (input) => client('sources.update', input),
    onSuccess: keepSource,
    scope: { id: 'sources.update' },
  })

export const useDeleteSource = (): UseMutationResult<null, Error, string> =>
  useMutation({ mutationFn: (id) => client('sources.delete', { id }), onSuccess: refresh })

export const useRestoreSource = (): UseMutationResult<Source, Error, string> =>
  useMutation({ mutationFn: (id) => client('sources.restore', { id }), onSuccess: keepSource })

export const useNewAddress = (): UseMutationResult<Source, Error, string> =>
  useMutation({ mutationFn: (id) => client('sources.newAddress', { id }), onSuccess: keepSource })

/** Makes a source a mock of an OpenAPI document, or only tells what would be made. */
export const useMockSource = (): UseMutationResult<MockResult, Error, CallOf<'sources.mock'>> =>
  useMutation({ mutationFn: (input) => client('sources.mock', input), onSuccess: refresh })

/** Lets Creel itself send a small request to a source. */
export const useSendTest = (): UseMutationResult<{ status: number }, Error, string> =>
  useMutation({ mutationFn: (id) => client('sources.sendTest', { id }) })

export const useAddSecret = (): UseMutationResult<SecretSummary, Error, CallOf<'sources.addSecret'>> =>
  useMutation({ mutationFn: (input) => client('sources.addSecret', input), onSuccess: refresh })

/** Adds a secret that another source has, or that was removed. */
export const useUseSecret = (): UseMutationResult<SecretSummary, Error, CallOf<'sources.useSecret'>> =>
  useMutation({ mutationFn: (input) => client('sources.useSecret', input), onSuccess: refresh })

export const useRemoveSecret = (): UseMutationResult<null, Error, CallOf<'sources.removeSecret'>> =>
  useMutation({ mutationFn: (input) => client('sources.removeSecret', input), onSuccess: refresh })
