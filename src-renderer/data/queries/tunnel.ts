import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { Status } from '#shared/model/status.ts'
import type { PublicAddress, Tunnel } from '#shared/model/tunnel.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { sourcesKey } from './sources.ts'
import { statusKey, useStatus } from './status.ts'

export const addressesKey = ['tunnels', 'addresses'] as const

/** The tunnel, if one was started. */
export const useTunnel = (): Tunnel | null => useStatus().data?.tunnel ?? null

/** The public addresses that the receiver had, newest first. */
export const usePublicAddresses = (): UseQueryResult<PublicAddress[]> =>
  useQuery({
    queryKey: addressesKey,
    queryFn: async ({ signal }) => (await client('tunnels.addresses', {}, { signal })).items,
  })

/** Ends the alarm about a changed address; the feed says when it is off. */
export const useAcknowledgeAddress = (): UseMutationResult<null, Error, void> =>
  useMutation({ mutationFn: () => client('tunnels.acknowledge', {}) })

const publicUrlOf = (tunnel: Tunnel | null | undefined): string | null =>
  tunnel?.state.kind === 'public' ? tunnel.state.url : null

/** Shows what became of the tunnel; sources are told by their public address, so they are fetched when it changes. */
export function keepTunnel(tunnel: Tunnel | null): void {
  const before = queryClient.getQueryData<Status>(statusKey)
  if (before) queryClient.setQueryData<Status>(statusKey, { ...before, tunnel })
  if (publicUrlOf(before?.tunnel) !== publicUrlOf(tunnel)) void queryClient.invalidateQueries({ queryKey: sourcesKey })
}

export const useStartTunnel = (): UseMutationResult<Tunnel, Error, void> =>
  useMutation({ mutationFn: () => client('tunnels.start', {}), onSuccess: keepTunnel })

export const useStopTunnel = (): UseMutationResult<null, Error, string> =>
  useMutation({ mutationFn: (id) => client('tunnels.stop', { id }) })

/** Opens the tunnel anew. */
export const useReconnectTunnel = (): UseMutationResult<Tunnel, Error, Tunnel> =>
  useMutation({
    mutationFn: async ({ id, driver }) => {
      await client('tunnels.stop', { id })
      return client('tunnels.start', { driver })
    },
    onSuccess: keepTunnel,
  })
