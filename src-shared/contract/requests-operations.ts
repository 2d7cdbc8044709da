import { z } from 'zod'
import { Comparison } from '#shared/model/comparison.ts'
import { Delivery } from '#shared/model/delivery.ts'
import { Diagnosis } from '#shared/model/diagnosis.ts'
import { RequestId, SourceId } from '#shared/model/id.ts'
import { ImportResult } from '#shared/model/import-result.ts'
import { HeaderPairs } from '#shared/model/header-pairs.ts'
import { PayloadSchema } from '#shared/model/payload-schema.ts'
import { EventIdChoice, Replay, ReplayOptions } from '#shared/model/replay.ts'
import { Request, RequestRow, Tape } from '#shared/model/request.ts'
import { Timestamp } from '#shared/model/time.ts'
import { VerificationReport, VerificationState } from '#shared/model/verification.ts'
import { operation, page, pageInput, queryFlag } from './operation.ts'

const filter = {
  sourceId: SourceId.optional(),
  method: z.string().optional(),
  status: z.coerce.number().int().optional(),
  verification: VerificationState.optional(),
  q: z.string().max(2000).optional().describe('A query such as: sig:bad status:>=400 event:invoice.* "card_declined"'),
  after: Timestamp.optional(),
  before: Timestamp.optional(),
}

/** Which requests an operation on many is about: some ids, or a filter. */
const which = { ids: z.array(RequestId).min(1).max(10_000).optional(), ...filter }

const replayHow = {
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Left out: the target of its source. The path and query that came below the source’s address follow it.'),
  resign: queryFlag
    .default(false)
    .describe('Sign it anew, in the scheme of its sender, with the source’s newest secret.'),
  eventId: EventIdChoice.default('keep').describe('Whether it is the same event again, or a new one.'),
}

export const requestsOperations = {
  'requests.list': operation({
    summary: 'List requests, newest first.',
    method: 'GET',
    path: '/requests',
    scope: 'read',
    input: z.object({ ...pageInput, ...filter }),
    output: page(RequestRow),
  }),
  'requests.count': operation({
    summary: 'Count the requests that a filter finds, exactly up to 10,000.',
    method: 'GET',
    path: '/requests/count',
    scope: 'read',
    input: z.object(filter),
    output: z.object({ count: z.int(), isEstimate: z.boolean().describe('There are more than counted.') }),
  }),
  'requests.tape': operation({
    summary: 'Count arrivals in slices of time.',
    method: 'GET',
    path: '/requests/tape',
    scope: 'read',
    input: z.object({
      sourceId: SourceId.optional(),
      minutes: z.coerce.number().int().min(1).max(10_080).default(15),
      bucketSeconds: z.coerce.number().int().min(10).max(86_400).multipleOf(10).default(10),
    }),
    output: Tape,
  }),
  'requests.wait': operation({
    summary: 'Wait for the next request that a filter finds.',
    method: 'GET',
    path: '/requests/wait',
    scope: 'read',
    input: z.object({ ...filter, timeoutSeconds: z.coerce.number().min(1).max(300).default(30) }),
    output: RequestRow,
  }),
  'requests.schema': operation({
    summary: 'Learn what the bodies of an event type are like: fields, drift, JSON Schema, TypeScript and Zod.',
    method: 'GET',
    path: '/requests/schema',
    scope: 'read',
    input: z.object({
      eventType: z.string().min(1).max(500).describe('The provider’s own name of the event, such as invoice.paid.'),
      sourceId: SourceId.optional(),
      samples: z.coerce.number().int().min(1).max(1000).default(300).describe('Learnt from so many of the newest.'),
    }),
    output: PayloadSchema,
  }),
  'requests.show': operation({
    summary: 'Show one request whole, its body apart (see requests/{id}/body).',
    method: 'GET',
    path: '/requests/{id}',
    scope: 'read',
    input: z.object({ id: RequestId }),
    output: Request,
  }),
  'requests.verification': operation({
    summary: 'Check the stored bytes of a request again and tell the check step by step.',
    method: 'GET',
    path: '/requests/{id}/verification',
    scope: 'read',
    input: z.object({ id: RequestId }),
    output: VerificationReport,
  }),
  'requests.diagnose': operation({
    summary:
      'Find out why the signature of a request does not verify: tries the known causes and names the one that fits.',
    method: 'GET',
    path: '/requests/{id}/diagnosis',
    scope: 'read',
    input: z.object({ id: RequestId }),
    output: Diagnosis,
  }),
  'requests.compare': operation({
    summary: 'Compare two requests: method, path, query, headers, and the body line by line.',
    method: 'GET',
    path: '/requests/{id}/compare/{otherId}',
    scope: 'read',
    input: z.object({
      id: RequestId,
      otherId: RequestId,
      ignoreOrder: queryFlag.default(false).describe('The order of keys in JSON means nothing.'),
    }),
    output: Comparison,
  }),
  'requests.deliveries': operation({
    summary: 'List the deliveries of a request, newest first.',
    method: 'GET',
    path: '/requests/{id}/deliveries',
    scope: 'read',
    input: z.object({ id: RequestId }),
    output: page(Delivery),
  }),
  'requests.update': operation({
    summary: 'Pin, note or mark a request as read; what is left out stays.',
    method: 'PATCH',
    path: '/requests/{id}',
    scope: 'write',
    input: z.object({
      id: RequestId,
      pinned: z.boolean().optional(),
      note: z.string().max(10_000).nullable().optional(),
      unread: z.boolean().optional(),
    }),
    output: RequestRow,
  }),
  'requests.markRead': operation({
    summary: 'Mark as read every request that a filter finds.',
    method: 'POST',
    path: '/requests/mark-read',
    scope: 'write',
    input: z.object(which),
    output: z.object({ count: z.int() }),
  }),
  'requests.delete': operation({
    summary: 'Delete a request; it can be restored for a while.',
    method: 'DELETE',
    path: '/requests/{id}',
    scope: 'write',
    success: 204,
    input: z.object({ id: RequestId }),
    output: z.null(),
  }),
  'requests.deleteMany': operation({
    summary: 'Delete the requests that are named or that a filter finds; `undoToken` brings back exactly these.',
    method: 'POST',
    path: '/requests/delete',
    scope: 'write',
    input: z.object({ ...which, dryRun: z.boolean().default(false).describe('Only count.') }),
    output: z.object({ count: z.int(), undoToken: z.string().nullable() }),
  }),
  'requests.restore': operation({
    summary: 'Bring back deleted requests.',
    method: 'POST',
    path: '/requests/restore',
    scope: 'write',
    input: z.object({ ids: z.array(RequestId).min(1).max(10_000).optional(), undoToken: z.string().optional() }),
    output: z.object({ count: z.int() }),
  }),
  'requests.import': operation({
    summary: 'Import requests from a cURL command, a HAR, a bundle of another Creel or raw HTTP; they cause no events.',
    method: 'POST',
    path: '/requests/import',
    scope: 'write',
    success: 201,
    input: z.object({
      sourceId: SourceId.describe('The source that they are kept under.'),
      text: z.string().min(1).optional().describe('What is to be imported, as text.'),
      base64: z.base64().optional().describe('The same as any bytes: raw HTTP whose body is no text.'),
      dryRun: z.boolean().default(false).describe('Only tell what would be imported.'),
    }),
    output: ImportResult,
  }),
  'requests.replayOptions': operation({
    summary: 'Show what a replay of a request could do: its target, a new signature, a new event id.',
    method: 'GET',
    path: '/requests/{id}/replay-options',
    scope: 'read',
    input: z.object({ id: RequestId }),
    output: ReplayOptions,
  }),
  'requests.replay': operation({
    summary: 'Send a request again, as it came or edited, to a URL or to its source’s target.',
    method: 'POST',
    path: '/requests/{id}/replay',
    scope: 'write',
    success: 201,
    input: z.object({
      id: RequestId,
      ...replayHow,
      method: z.string().min(1).max(100).optional().describe('Instead of its own.'),
      path: z.string().max(8192).optional().describe('Instead of its own path and query below the target.'),
      headers: HeaderPairs.max(1000)
        .optional()
        .describe('Instead of all its own: name and value pairs in order. Those that belong to the hop are left out.'),
      body: z.string().optional().describe('Instead of its own, as text, sent in UTF-8.'),
      bodyBase64: z.base64().optional().describe('Instead of its own, any bytes as base 64.'),
      wait: queryFlag.default(true).describe('Answer when the attempt has ended.'),
    }),
    output: Delivery,
  }),
  'requests.replayMany': operation({
    summary: 'Replay the requests that are named or that a filter finds, the oldest first, one after the other.',
    method: 'POST',
    path: '/requests/replay',
    scope: 'write',
    input: z.object({
      ...which,
      ...replayHow,
      pace: z.number().min(0.01).max(100).default(5).describe('At most so many a second.'),
      dryRun: z.boolean().default(false).describe('Only count.'),
    }),
    output: z.object({ count: z.int(), replay: Replay.nullable().describe('null: it was only counted.') }),
  }),
}
