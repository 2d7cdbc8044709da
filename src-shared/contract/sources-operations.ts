import { z } from 'zod'
import { SourceId, SecretId } from '#shared/model/id.ts'
import { MockResult } from '#shared/model/mock.ts'
import { SenderVerdict } from '#shared/model/sender-verdict.ts'
import { SecretSummary, Source, SourceSettings } from '#shared/model/source.ts'
import { ReadyScript, ReadyScriptName } from '#shared/rules/ready-scripts.ts'
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
  'sources.scripts': operation({
    summary: 'List the ready-made scripts of answers, by which a source tests its senders.',
    method: 'GET',
    path: '/answer-scripts',
    scope: 'read',
    input: z.object({}),
    output: page(ReadyScript),
  }),
  'sources.playScript': operation({
    summary: 'Let a source answer by a ready-made script, from its first step. “sources update --script null” ends it.',
    method: 'POST',
    path: '/sources/{id}/script',
    scope: 'write',
    input: z.object({ id: SourceId, script: ReadyScriptName }),
    output: Source,
  }),
  'sources.restartScript': operation({
    summary: 'Begin the script of a source again with its first step; what came before is judged no more.',
    method: 'POST',
    path: '/sources/{id}/script/restart',
    scope: 'write',
    input: z.object({ id: SourceId }),
    output: Source,
  }),
  'sources.mock': operation({
    summary:
      'Make a source a mock of an OpenAPI 3 document: a rule for each operation replaces its answer rules, and what the document does not have gets 404 or 405.',
    method: 'POST',
    path: '/sources/{id}/mock',
    scope: 'write',
    input: z.object({
      id: SourceId,
      document: z.string().min(1).max(5_000_000).describe('The document’s text: JSON, or YAML of at most 1 MB.'),
      dryRun: z.boolean().default(false).describe('Only tell what would be made.'),
    }),
    output: MockResult,
  }),
  'sources.verdict': operation({
    summary: 'Judge what the sender of a source did since its script began: retries, waits, ids, bodies, signatures.',
    method: 'GET',
    path: '/sources/{id}/verdict',
    scope: 'read',
    input: z.object({ id: SourceId }),
    output: SenderVerdict,
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
  'sources.useSecret': operation({
    summary: 'Add a secret that another source of the workspace has, or that was removed, without typing it.',
    method: 'POST',
    path: '/sources/{id}/secrets/{secretId}/use',
    scope: 'write',
    success: 201,
    input: z.object({ id: SourceId, secretId: SecretId }),
    output: SecretSummary,
  }),
  'sources.removeSecret': operation({
    summary: 'Remove a signing secret; for 30 days it can be named as the cause of a failed check.',
    method: 'DELETE',
    path: '/sources/{id}/secrets/{secretId}',
    scope: 'write',
    success: 204,
    input: z.object({ id: SourceId, secretId: SecretId }),
    output: z.null(),
  }),
}
