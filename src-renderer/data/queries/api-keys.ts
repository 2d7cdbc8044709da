import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { ApiKey, NewApiKey } from '#shared/model/api-key.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

export const apiKeysKey = ['api-keys'] as const

/** The API keys that were not revoked, oldest first. */
export const useApiKeys = (): UseQueryResult<ApiKey[]> =>
  useQuery({
    queryKey: apiKeysKey,
    queryFn: async ({ signal }) => (await client('apiKeys.list', {}, { signal })).items,
  })

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: apiKeysKey })

export const useCreateApiKey = (): UseMutationResult<NewApiKey, Error, CallOf<'apiKeys.create'>> =>
  useMutation({ mutationFn: (input) => client('apiKeys.create', input), onSuccess: refresh })

export const useRotateApiKey = (): UseMutationResult<NewApiKey, Error, string> =>
  useMutation({ mutationFn: (id) => client('apiKeys.rotate', { id }), onSuccess: refresh })

export const useRevokeApiKey = (): UseMutationResult<null, Error, string> =>
  useMutation({ mutationFn: (id) => client('apiKeys.revoke', { id }), onSuccess: refresh })

export const useRestoreApiKey = (): UseMutationResult<ApiKey, Error, string> =>
  useMutation({ mutationFn: (id) => client('apiKeys.restore', { id }), onSuccess: refresh })
