import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Settings } from '#shared/model/settings.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

export const settingsKey = ['settings'] as const

/** What holds for the whole workspace. */
export const useSettings = (): UseQueryResult<Settings> =>
  useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => client('settings.get', {}, { signal }) })

export const useUpdateSettings = (): UseMutationResult<Settings, Error, CallOf<'settings.update'>> =>
  useMutation({
    mutationFn: (input) => client('settings.update', input),
    onSuccess: (settings) => queryClient.setQueryData(settingsKey, settings),
  })
