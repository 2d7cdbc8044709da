import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { View } from '#shared/model/view.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

export const viewsKey = ['views'] as const

/** The saved views, oldest first. */
export const useViews = (): UseQueryResult<View[]> =>
  useQuery({ queryKey: viewsKey, queryFn: async ({ signal }) => (await client('views.list', {}, { signal })).items })

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: viewsKey })

export const useCreateView = (): UseMutationResult<View, Error, CallOf<'views.create'>> =>
  useMutation({ mutationFn: (input) => client('views.create', input), onSuccess: refresh })

export const useDeleteView = (): UseMutationResult<null, Error, string> =>
  useMutation({ mutationFn: (id) => client('views.delete', { id }), onSuccess: refresh })
