import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Tool, ToolServer } from '#shared/model/tool-server.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of tool servers, but for what they say themselves, lies below this key. */
export const toolServersKey = ['tool-servers'] as const
/** What tool servers say themselves lies below this key. */
export const toolsKey = ['tools'] as const

export const useToolServers = (): UseQueryResult<ToolServer[]> =>
  useQuery({
    queryKey: [...toolServersKey, 'list'],
    queryFn: async ({ signal }) => (await client('toolServers.list', {}, { signal })).items,
  })

/**
 * The tools of a server, as it told them last. To ask starts a program: it is done by `refetch`, and with `isAsked`
 * once, as long as it is spoken with in the same way.
 */
export const useTools = ({ id, transport }: ToolServer, { isAsked }: { isAsked: boolean }): UseQueryResult<Tool[]> =>
  useQuery({
    queryKey: [...toolsKey, id, transport],
    queryFn: async ({ signal }) => (await client('toolServers.tools', { id }, { signal })).items,
    enabled: isAsked,
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
