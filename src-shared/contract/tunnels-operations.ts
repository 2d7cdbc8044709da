import { z } from 'zod'
import { TunnelId } from '#shared/model/id.ts'
import { PublicAddress, Tunnel, TunnelDriverName } from '#shared/model/tunnel.ts'
import { operation, page } from './operation.ts'

export const tunnelsOperations = {
  'tunnels.list': operation({
    summary: 'Show the tunnel, if one was started.',
    method: 'GET',
    path: '/tunnels',
    scope: 'read',
    input: z.object({}),
    output: page(Tunnel),
  }),
  'tunnels.start': operation({
    summary: 'Make the receiver public; answers at once, the feed tells when it is.',
    method: 'POST',
    path: '/tunnels',
    scope: 'write',
    success: 201,
    input: z.object({ driver: TunnelDriverName.default('localtunnel') }),
    output: Tunnel,
  }),
  'tunnels.stop': operation({
    summary: 'Close the tunnel; nothing of it is left.',
    method: 'DELETE',
    path: '/tunnels/{id}',
    scope: 'write',
    success: 204,
    input: z.object({ id: TunnelId }),
    output: z.null(),
  }),
  'tunnels.addresses': operation({
    summary: 'List the public addresses that the receiver had, newest first.',
    method: 'GET',
    path: '/tunnels/addresses',
    scope: 'read',
    input: z.object({}),
    output: page(PublicAddress),
  }),
  'tunnels.acknowledge': operation({
    summary: 'Take note of a changed public address: its senders have been told, the alarm ends.',
    method: 'POST',
    path: '/tunnels/addresses/acknowledge',
    scope: 'write',
    success: 204,
    input: z.object({}),
    output: z.null(),
  }),
}
