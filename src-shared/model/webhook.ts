import { z } from 'zod'
import { AutoDisablePolicy } from '#shared/rules/auto-disable.ts'
import { BreakerPolicy } from '#shared/rules/circuit-breaker.ts'
import { ConditionGroup } from '#shared/rules/condition.ts'
import { EnvelopeName, PayloadDetail } from '#shared/rules/envelopes.ts'
import { EventPattern } from '#shared/rules/event-filter.ts'
import { RateLimit } from '#shared/rules/rate-limit.ts'
import { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { SignatureChoices, usualSignatures } from '#shared/rules/signature-profiles.ts'
import { HeaderName } from '#shared/rules/signature-scheme.ts'
import { SecretId, TemplateId, WebhookId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

const credentialsInUrl = /^https?:[/\\]*[^/\\?#]*@/i

/** Where a webhook sends to. Credentials in a URL end up in logs: they belong into `auth`. */
export const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'must be an absolute http or https URL' })
  .max(2048)

  .refine(
    (url) => !credentialsInUrl.test(url),
    'must hold no user name and no password: set them as the authentication instead',
  )

/** The value of a header: one line of Latin-1 (RFC 9110 section 5.5). */
export const HeaderValue = z
  .string()
  .max(8192)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be one line without control characters')

const SecretValue = (description: string) =>
  HeaderValue.min(1).nullable().describe(`${description}; null: as it is kept.`)

const reservedNames = new Set(['content-type', 'content-encoding', 'webhook-id'])

/** A header of a webhook's own. A secret value is kept encrypted and shown as null; null in a change keeps it. */
export const WebhookHeader = z
  .object({
    name: HeaderName.refine((name) => !reservedNames.has(name.toLowerCase()), 'is set by Creel'),
    value: HeaderValue.nullable().describe('null: secret, as it is kept.'),
    isSecret: z.boolean().default(false),
  })
  .refine(({ value, isSecret }) => isSecret || value !== null, { path: ['value'], message: 'is missing' })
export type WebhookHeader = z.infer<typeof WebhookHeader>

/** How a delivery says who sends it, besides its signature. Secrets are kept encrypted and shown as null. */
export const WebhookAuth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('basic'),
    username: HeaderValue.refine((name) => !name.includes(':'), 'must not contain a colon'),
    secret: SecretValue('The password'),
  }),
  z.object({ kind: z.literal('bearer'), secret: SecretValue('The token') }),
  z.object({
    kind: z.literal('api-key'),
    header: HeaderName.default('X-API-Key'),
    secret: SecretValue('The key'),
  }),
])
export type WebhookAuth = z.infer<typeof WebhookAuth>

/** What TLS of an https target must be like. */
export const TlsPolicy = z.object({
  verifies: z.boolean().default(true).describe('false takes any certificate: for tests against your own machines.'),
  minVersion: z.enum(['TLSv1.2', 'TLSv1.3']).default('TLSv1.2'),
  authority: z
    .string()
    .max(65_536)
    .nullable()
    .default(null)
    .describe('Certificates in PEM to trust besides the usual.'),
})
export type TlsPolicy = z.infer<typeof TlsPolicy>

/**
 * What is kept of attempts. `summary` keeps no bodies of answers, and what was sent only until it is delivered: a dead
 * letter may be sent again.
 */
export const CaptureLevel = z.enum(['full', 'summary'])
export type CaptureLevel = z.infer<typeof CaptureLevel>

const hourMs = 3_600_000

/** The part of a webhook that a person decides. */
export const WebhookSettings = z.object({
  name: z.string().trim().min(1).max(80),
  url: WebhookUrl,
  events: z.array(EventPattern).min(1).max(100).describe('Types, with * for a part; * alone is all but system.*.'),
  condition: ConditionGroup.nullable().default(null).describe('Only events that meet it; null: all.'),
  takesFailedSignatures: z
    .boolean()
    .default(false)
    .describe('Also the events of requests whose signature was checked and is wrong.'),
  envelope: EnvelopeName.default('standard'),
  templateId: TemplateId.nullable()
    .default(null)
    .describe('Makes the payload, in the place of envelope and payload; null: none.'),
  payload: PayloadDetail.default('full'),
  signatures: SignatureChoices.default([...usualSignatures]),
  headers: z.array(WebhookHeader).max(50).default([]),
  auth: WebhookAuth.default({ kind: 'none' }),
  timeoutMs: z.int().min(1000).max(60_000).default(15_000),
  lateCounts: z.boolean().default(true).describe('A 2xx that comes after the time-out still delivers.'),
  retry: RetryPolicy.default(retryPresets.default.policy),
  breaker: BreakerPolicy.default(BreakerPolicy.parse({})),
  autoDisable: AutoDisablePolicy.default({ kind: 'never' }),
  concurrency: z.int().min(1).max(100).default(10).describe('So many attempts at once.'),
  rateLimit: RateLimit.nullable().default(null),
  dailyQuota: z
    .int()
    .min(1)
    .max(10_000_000)
    .nullable()
    .default(null)
    .describe('Deliveries a day (UTC); what is over is held until the next.'),
  maxBodyBytes: z.int().min(1000).nullable().default(null).describe('A larger payload is not sent.'),
  gzip: z.boolean().default(false).describe('Compress the body; it is signed as it is before.'),
  tls: TlsPolicy.default(TlsPolicy.parse({})),
  capture: CaptureLevel.default('full'),
  rotateEveryDays: z.int().min(1).max(3650).nullable().default(null).describe('Rotate the secret by itself.'),
  rotationOverlapMs: z
    .int()
    .min(0)
    .max(90 * 24 * hourMs)
    .default(24 * hourMs)
    .describe('How long both secrets sign where nothing else is said.'),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>

/** `paused` by a person and `disabled` by a person, a 410 or too many failures: its deliveries are held, none is lost. */
export const WebhookStatus = z.enum(['active', 'paused', 'disabled'])
export type WebhookStatus = z.infer<typeof WebhookStatus>

/** Where a secret stands in its rotation. Only `current` and `previous` sign. */
export const WebhookSecretState = z.enum(['next', 'current', 'previous', 'ended'])
export type WebhookSecretState = z.infer<typeof WebhookSecretState>

/** What may be seen of a webhook's signing secret: never the secret. */
export const WebhookSecretSummary = z.object({
  id: SecretId,
  hint: z.string().describe('The prefix and the last four letters, such as whsec_…4f2a.'),
  state: WebhookSecretState,
  createdAt: Timestamp,
  startsAt: Timestamp.describe('Signs from then on.'),
  endsAt: Timestamp.nullable().describe('Signs until then; null: until the rotation is finalised, or for good.'),
  isShown: z.boolean().describe('Somebody has seen it; false: it can be shown, once.'),
})
export type WebhookSecretSummary = z.infer<typeof WebhookSecretSummary>

/** An outbound subscription. */
export const Webhook = WebhookSettings.extend({
  id: WebhookId,
  workspaceId: WorkspaceId,
  status: WebhookStatus,
  statusReason: z.string().nullable(),
  statusSince: Timestamp,
  isTripped: z.boolean().describe('Its circuit breaker is open: attempts rest for a while.'),
  usedToday: z.int().describe('Deliveries that have begun on this UTC day, of its daily quota if it has one.'),
  secrets: z.array(WebhookSecretSummary).describe('Newest first.'),
  nextRotationAt: Timestamp.nullable(),
  lastEventAt: Timestamp.nullable().describe('When an event was last planned for it.'),
  lastTriggeredAt: Timestamp.nullable().describe('When the first attempt of its last delivery began; tests left out.'),
  deliveredCount: z.int(),
  deadLetterCount: z.int().describe('Those that nobody has replayed.'),
  successRate: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Of its finished deliveries, tests left out; null: none has finished.'),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Timestamp.nullable(),
})
export type Webhook = z.infer<typeof Webhook>

/** A webhook with a secret that was made for it: it is shown this once. */
export const WebhookWithSecret = Webhook.extend({
  secret: z.string().nullable().describe('Shown this once; null where the caller gave it.'),
})
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>

/** Secret values of a webhook's settings; sealed at rest. Header names in small letters. */
export type WebhookCredentials = { headers: Record<string, string>; auth: string | null }
