import { z } from 'zod'
import { SourceId, SecretId } from '#shared/model/id.ts'
import { SecretSummary, Source, SourceSettings } from '#shared/model/source.ts'
import { changesOf, operation, page, queryFlag } from './operation.ts'

export const sourcesOperations = {
  'sources.list': operation({
    summary: 'List the sources, oldest first.',
    method: 'GET',
    path: '/sources',
    scope: 'read',
    input: z.object({ deleted: queryFlag.default(false).describe('List the deleted ones instead.') }),
    output: page(Source),
  }),
  'sources.get': operation({
    summary: 'Show one source.',
    method: 'GET',
    path: '/sources/{id}',
    scope: 'read',
    input: z.object({ id: SourceId }),
    output: Source,
  }),
  'sources.create': operation({
    summary: 'Make a source with a new secret address.',
    method: 'POST',
    path: '/sources',
    scope: 'write',
    success: 201,
    input: SourceSettings,
    output: Source,
  }),
  'sources.update': operation({
    summary: 'Change a source; what is left out stays. What was owed to a target that it no longer has is cancelled.',
    method: 'PATCH',
    path: '/sources/{id}',
    scope: 'write',
    input: z.object({ id: SourceId, ...changesOf(SourceSettings.shape) }),
    output: Source,
  }),
  'sources.delete': operation({
    summary:
      'Delete a source; its address answers 410, what it owed is cancelled, its requests stay until they are purged or age out.',
    method: 'DELETE',
    path: '/sources/{id}',
    scope: 'write',
    success: 204,
    input: z.object({ id: SourceId }),
    output: z.null(),
  }),
  'sources.restore': operation({
    summary: 'Bring a deleted source back under its old address.',
    method: 'POST',
    path: '/sources/{id}/restore',
    scope: 'write',
    input: z.object({ id: SourceId }),
    output: Source,
  }),
  'sources.newAddress': operation({
    summary: 'Give a source a new address; the old one answers 410 from then on.',
    method: 'POST',
    path: '/sources/{id}/new-address',
    scope: 'write',
    input: z.object({ id: SourceId }),
    output: Source,
  }),
  'sources.sendTest': operation({
    summary: 'Send a small test request to a source, as any sender would.',
    method: 'POST',
    path: '/sources/{id}/test',
    scope: 'write',
    input: z.object({ id: SourceId }),
    output: z.object({ status: z.int().describe('Of the answer that the source gave.') }),
  }),
  'sources.addSecret': operation({
    summary: 'Add a signing secret; stored requests that could not be checked are checked with it.',
    method: 'POST',
    path: '/sources/{id}/secrets',
    scope: 'write',
    success: 201,
    input: z.object({
      id: SourceId,
      secret: z.string().min(1).max(4096).meta({ format: 'password', description: 'As the provider shows it.' }),
      name: z.string().max(80).default(''),
    }),
    output: SecretSummary,
  }),
  'sources.removeSecret': operation({
    summary: 'Remove a signing secret.',
    method: 'DELETE',
    path: '/sources/{id}/secrets/{secretId}',
    scope: 'write',
    success: 204,
    input: z.object({ id: SourceId, secretId: SecretId }),
    output: z.null(),
  }),
}
