import { z } from 'zod'
import { ReplayId } from '#shared/model/id.ts'
import { Replay } from '#shared/model/replay.ts'
import { operation, page, pageInput } from './operation.ts'

export const replaysOperations = {
  'replays.list': operation({
    summary: 'List the replays of many requests, newest first.',
    method: 'GET',
    path: '/replays',
    scope: 'read',
    input: z.object(pageInput),
    output: page(Replay),
  }),
  'replays.get': operation({
    summary: 'Show how far a replay of many requests has come.',
    method: 'GET',
    path: '/replays/{id}',
    scope: 'read',
    input: z.object({ id: ReplayId }),
    output: Replay,
  }),
  'replays.cancel': operation({
    summary: 'Send no more of a replay; the request that is under way is still recorded.',
    method: 'POST',
    path: '/replays/{id}/cancel',
    scope: 'write',
    input: z.object({ id: ReplayId }),
    output: Replay,
  }),
}
