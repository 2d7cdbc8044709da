import { z } from 'zod'
import { ApiKey, NewApiKey } from '#shared/model/api-key.ts'
import { ApiKeyId } from '#shared/model/id.ts'
import { operation, page, queryFlag } from './operation.ts'

const one = z.object({ id: ApiKeyId })

/** How long a revoked key can be taken back. */
export const restorableMinutes = 10

export const apiKeysOperations = {
  'apiKeys.list': operation({
    summary: 'List the API keys, oldest first.',
    method: 'GET',
    path: '/api-keys',
    scope: 'manage',
    input: z.object({ revoked: queryFlag.default(false).describe('True: those that were revoked as well.') }),
    output: page(ApiKey),
  }),
  'apiKeys.get': operation({
    summary: 'Show an API key, without what it is made of.',
    method: 'GET',
    path: '/api-keys/{id}',
    scope: 'manage',
    input: one,
    output: ApiKey,
  }),
  'apiKeys.create': operation({
    summary: 'Make an API key; it is shown this once.',
    method: 'POST',
    path: '/api-keys',
    scope: 'manage',
    success: 201,
    input: z.object({
      ...ApiKey.pick({ name: true, role: true }).shape,
      scopes: ApiKey.shape.scopes.default(null),
      expiresInDays: z.number().positive().max(3650).nullable().default(null).describe('Left out: it never expires.'),
    }),
    output: NewApiKey,
  }),
  'apiKeys.rotate': operation({
    summary: 'Make the successor of an API key; both are good for a while.',
    method: 'POST',
    path: '/api-keys/{id}/rotate',
    scope: 'manage',
    success: 201,
    input: one.extend({
      overlapHours: z.number().min(0).max(720).default(24).describe('So long the old one stays good.'),
    }),
    output: NewApiKey,
  }),
  'apiKeys.revoke': operation({
    summary: 'Revoke an API key; what holds it is refused at once.',
    method: 'DELETE',
    path: '/api-keys/{id}',
    scope: 'manage',
    success: 204,
    input: one,
    output: z.null(),
  }),
  'apiKeys.restore': operation({
    summary: `Take back a revocation, within ${restorableMinutes} minutes.`,
    method: 'POST',
    path: '/api-keys/{id}/restore',
    scope: 'manage',
    input: one,
    output: ApiKey,
  }),
}
