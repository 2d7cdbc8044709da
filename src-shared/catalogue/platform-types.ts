import { z } from 'zod'
import { Timestamp } from '#shared/model/time.ts'
import { shapeKinds } from '#shared/schema/shape.ts'
import { entry } from './catalogue-entry.ts'

const Named = z.looseObject({ id: z.string(), name: z.string(), updatedAt: Timestamp })
const Failure = z.looseObject({ message: z.string() })
const Metrics = z.record(z.string(), z.number())

const at = '2026-03-02T08:30:00.000Z'
const benchmark = { id: 'bench_482', name: 'Reasoning, 200 items', updatedAt: at }
const run = { id: 'test_1733', name: 'Nightly regression', updatedAt: at }
const user = { id: 'user_456', name: 'Mara Lindqvist', updatedAt: at }

const benchmarkTypes = {
  'benchmark.created': entry({
    group: 'benchmark',
    description: 'A benchmark was made.',
    data: Named,
    sample: benchmark,
  }),
  'benchmark.updated': entry({
    group: 'benchmark',
    description: 'A benchmark was changed.',
    data: Named.extend({ changes: z.array(z.looseObject({ path: z.string(), from: z.json(), to: z.json() })) }),
    sample: { ...benchmark, changes: [{ path: 'name', from: 'Reasoning', to: benchmark.name }] },
  }),
  'benchmark.started': entry({
    group: 'benchmark',
    description: 'A run of a benchmark began.',
    data: Named.extend({ runId: z.string(), startedAt: Timestamp }),
    sample: { ...benchmark, runId: 'run_991', startedAt: at },
  }),
  'benchmark.completed': entry({
    group: 'benchmark',
    description: 'A run of a benchmark ended, with its figures.',
    data: Named.extend({ runId: z.string(), durationMs: z.number(), metrics: Metrics }),
    sample: { ...benchmark, runId: 'run_991', durationMs: 184_210, metrics: { accuracy: 0.874, latencyP95Ms: 912 } },
  }),
  'benchmark.failed': entry({
    group: 'benchmark',
    description: 'A run of a benchmark broke off.',
    data: Named.extend({ runId: z.string(), error: Failure }),
    sample: { ...benchmark, runId: 'run_991', error: { message: 'Item 57 took longer than 60 s.' } },
  }),
}

const testTypes = {
  'test.started': entry({ group: 'test', description: 'A test run began.', data: Named, sample: run }),
  'test.completed': entry({
    group: 'test',
    description: 'A test run ended.',
    data: Named.extend({ passed: z.int(), failed: z.int(), skipped: z.int(), durationMs: z.number() }),
    sample: { ...run, passed: 412, failed: 0, skipped: 3, durationMs: 61_480 },
  }),
  'test.failed': entry({
    group: 'test',
    description: 'A test run ended with failures.',
    data: Named.extend({ passed: z.int(), failed: z.int(), failures: z.array(z.looseObject({ name: z.string() })) }),
    sample: { ...run, passed: 411, failed: 1, failures: [{ name: 'a refund is booked once' }] },
  }),
}

const resultTypes = {
  'result.created': entry({
    group: 'result',
    description: 'A result is there.',
    data: z.looseObject({ id: z.string(), subjectId: z.string(), metrics: Metrics, updatedAt: Timestamp }),
    sample: { id: 'res_2207', subjectId: benchmark.id, metrics: { accuracy: 0.874 }, updatedAt: at },
  }),
  'result.updated': entry({
    group: 'result',
    description: 'A result was corrected.',
    data: z.looseObject({ id: z.string(), subjectId: z.string(), metrics: Metrics, updatedAt: Timestamp }),
    sample: { id: 'res_2207', subjectId: benchmark.id, metrics: { accuracy: 0.881 }, updatedAt: at },
  }),
}

const userTypes = {
  'user.created': entry({ group: 'user', description: 'A user was added.', data: Named, sample: user }),
  'user.updated': entry({ group: 'user', description: 'A user was changed.', data: Named, sample: user }),
  'user.deleted': entry({
    group: 'user',
    description: 'A user was removed.',
    data: z.looseObject({ id: z.string(), deletedAt: Timestamp }),
    sample: { id: user.id, deletedAt: at },
  }),
}

const systemTypes = {
  'system.webhook_disabled': entry({
    group: 'system',
    description: 'Creel switched a webhook off by itself: it asked for that with 410, or failed for too long.',
    data: z.looseObject({ webhookId: z.string(), name: z.string(), reason: z.string() }),
    sample: {
      webhookId: 'wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      name: 'Orders',
      reason: 'The target is gone for good: it answered 410.',
    },
  }),
  'system.quota_reached': entry({
    group: 'system',
    description: 'The daily quota of a webhook is used up: what comes is held until the next UTC day. Told once a day.',
    data: z.looseObject({
      webhookId: z.string(),
      name: z.string(),
      dailyQuota: z.int().describe('Deliveries a UTC day.'),
      heldUntil: Timestamp,
    }),
    sample: {
      webhookId: 'wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      name: 'Orders',
      dailyQuota: 1000,
      heldUntil: '2026-03-03T00:00:00.000Z',
    },
  }),
  'system.secret_rotated': entry({
    group: 'system',
    description: 'Creel rotated a signing secret on schedule; look at the new one before the old one ends.',
    data: z.looseObject({
      webhookId: z.string(),
      name: z.string(),
      secretId: z.string(),
      previousEndsAt: Timestamp,
    }),
    sample: {
      webhookId: 'wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      name: 'Orders',
      secretId: 'sec_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      previousEndsAt: '2026-03-03T08:30:00.000Z',
    },
  }),
  'system.delivery_dead': entry({
    group: 'system',
    description: 'The last attempt of a delivery failed: it is a dead letter.',
    data: z.looseObject({
      deliveryId: z.string(),
      webhookId: z.string().nullable(),
      eventId: z.string().nullable(),
      eventType: z.string().nullable(),
      attempts: z.int(),
      reason: z.string(),
    }),
    sample: {
      deliveryId: 'del_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      webhookId: 'wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      eventId: 'evt_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      eventType: 'task.created',
      attempts: 6,
      reason: 'The target failed: it answered 500.',
    },
  }),
  'system.schema_drifted': entry({
    group: 'system',
    description: 'A request has a shape that its event type never had; told for sources that ask for it.',
    data: z.looseObject({
      sourceId: z.string(),
      source: z.string(),
      eventType: z.string(),
      requestId: z.string(),
      receivedAt: Timestamp,
      summary: z.string(),
      changes: z.array(
        z.looseObject({
          kind: z.enum(['new-field', 'missing-field', 'type-changed']),
          path: z.string(),
          from: z.array(z.enum(shapeKinds)).nullable(),
          to: z.enum(shapeKinds).nullable(),
          words: z.string(),
        }),
      ),
    }),
    sample: {
      sourceId: 'src_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      source: 'Shop',
      eventType: 'order.made',
      requestId: 'req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      receivedAt: at,
      summary: 'order.made of Shop has a new shape: id: string became integer; coupon: new field.',
      changes: [
        { kind: 'type-changed', path: 'id', from: ['string'], to: 'integer', words: 'string became integer' },
        { kind: 'new-field', path: 'coupon', from: null, to: null, words: 'new field' },
      ],
    },
  }),
}

const Alert = z.looseObject({
  id: z.string(),
  title: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  since: Timestamp,
})
const alert = { id: 'alr_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD', title: 'Failures above 20 %', since: at }

const alertTypes = {
  'alert.raised': entry({
    group: 'alert',
    description: 'Something needs attention.',
    data: Alert,
    sample: { ...alert, severity: 'critical' },
  }),
  'alert.resolved': entry({
    group: 'alert',
    description: 'What needed attention is over.',
    data: Alert.extend({ resolvedAt: Timestamp }),
    sample: { ...alert, severity: 'critical', resolvedAt: at },
  }),
}

/** What other programs of a team usually publish, and what Creel tells of itself. */
export const platformTypes = {
  ...benchmarkTypes,
  ...testTypes,
  ...resultTypes,
  ...userTypes,
  ...systemTypes,
  ...alertTypes,
}
