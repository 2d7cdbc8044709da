import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Tool, ToolServer } from '#shared/model/tool-server.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of tool servers, but for what they say themselves, lies below this key. */
export const toolServersKey = ['tool-servers'] as const

export const useToolServers = (): UseQueryResult<ToolServer[]> =>
  useQuery({
    queryKey: [...toolServersKey, 'list'],
    queryFn: async ({ signal }) => (await client('toolServers.list', {}, { signal })).items,
  })

/**
 * The tools of a server; null asks none. To ask starts a program, so it is done once until the server is changed or
 * somebody asks again.
 */
export const useTools = (server: ToolServer | null): UseQueryResult<Tool[]> =>
  useQuery({
    queryKey: ['tools', server?.id, server?.updatedAt],
    queryFn: async ({ signal }) => (await client('toolServers.tools', { id: server?.id ?? '' }, { signal })).items,
    enabled: server !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

type Changing = 'toolServers.create' | 'toolServers.update' | 'toolServers.delete' | 'toolServers.restore'

/** Changes tool servers by one operation. */
export const useChangeToolServer = <Name extends Changing>(
  name: Name,
): UseMutationResult<OutputOf<Name>, Error, CallOf<Name>> =>
  useMutation({
    mutationFn: (input: CallOf<Name>) => client(name, input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: toolServersKey }),
  })
