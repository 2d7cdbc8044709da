import { useMutation } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type { Status } from '#shared/model/status.ts'
import type { Tunnel } from '#shared/model/tunnel.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { sourcesKey } from './sources.ts'
import { statusKey, useStatus } from './status.ts'

/** The tunnel, if one was started. */
export const useTunnel = (): Tunnel | null => useStatus().data?.tunnel ?? null

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
