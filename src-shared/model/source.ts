import { z } from 'zod'
import { AnswerScript } from '#shared/rules/answer-script.ts'
import { Answer, AnswerRule, mostAnswerRules } from './answer.ts'
import { Forwarding } from './forwarding.ts'
import { SecretId, SourceId, WorkspaceId } from './id.ts'
import { HmacScheme, ProviderName } from './provider.ts'
import { RangesName } from './sender-ranges.ts'
import { Timestamp } from './time.ts'

/** What the UI and the API may see of a signing secret: never the secret. */
export const SecretSummary = z.object({
  id: SecretId,
  name: z.string(),
  hint: z.string().describe('The first letters and the last four, such as whsec_…4f2a.'),
  createdAt: Timestamp,
})
export type SecretSummary = z.infer<typeof SecretSummary>

/** `off` checks nothing, `soft` records the result, `strict` refuses with 401 what is not verified. */
export const VerificationPolicy = z.enum(['off', 'soft', 'strict'])
export type VerificationPolicy = z.infer<typeof VerificationPolicy>

/** How long requests are kept; null means without that limit. What is pinned or pending stays. */
export const Retention = z.object({
  maxAgeDays: z.number().positive().max(3650).nullable().default(7),
  maxRequests: z.int().positive().nullable().default(null),
  maxBytes: z.int().min(1_000_000).nullable().default(1_000_000_000),
})
export type Retention = z.infer<typeof Retention>

const ipRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

/** The part of a source that a person decides. */
export const SourceSettings = z.object({
  name: z.string().trim().min(1).max(80),
  provider: ProviderName.nullable().default(null).describe('null: recognised anew for each request.'),
  hmac: HmacScheme.nullable().default(null).describe('The scheme, where the provider is "hmac".'),
  verificationPolicy: VerificationPolicy.default('soft'),
  toleranceSeconds: z.int().min(1).max(86_400).default(300),
  replayWindowSeconds: z
    .int()
    .min(1)
    .max(2_592_000)
    .nullable()
    .default(null)
    .describe(
      'What was signed and came before within so long is a replay: it fails, and a strict source refuses it. null: not looked for.',
    ),
  canonicalUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe(
      'The address that the sender has, up to what follows /in/<token>; some schemes sign it. null: told by the headers.',
    ),
  answersHandshakes: z
    .boolean()
    .default(true)
    .describe('Answer the challenges by which senders ask whether the address is right.'),
  answer: Answer.default({ status: 200, headers: [], body: '', delayMs: 0 }),
  answerRules: z.array(AnswerRule).max(mostAnswerRules).default([]),
  script: AnswerScript.nullable()
    .default(null)
    .describe('Answers given one request after the other before all others; a changed script begins anew.'),
  allowedIps: z
    .array(
      z.union([ipRange, RangesName], `must be an address, a CIDR range or one of ${RangesName.options.join(', ')}`),
    )
    .max(500)
    .default([])
    .describe(
      `Addresses, CIDR ranges, or ${RangesName.options.join(', ')} for the addresses that these publish; empty lets everyone in. Behind Creel’s own tunnel the sender’s address is that which the tunnel tells.`,
    ),
  trustForwardedFor: z.boolean().default(false).describe('Take the sender’s address from the last X-Forwarded-For.'),
  rateLimitPerSecond: z.int().min(1).max(100_000).nullable().default(null),
  targetUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe('Where its requests are replayed to.'),
  forwarding: Forwarding.default({ mode: 'off', targets: [], limitMs: 10_000 }),
  tellsDrift: z
    .boolean()
    .default(false)
    .describe(
      'Publish system.schema_drifted when a request has a shape that its event type never had: a field that is new, one that was always there and is missing, another type.',
    ),
  retention: Retention.nullable().default(null).describe('null: as in the settings.'),
})
export type SourceSettings = z.infer<typeof SourceSettings>

/** An inbound address: a secret path and what happens to the requests that come to it. */
export const Source = SourceSettings.extend({
  id: SourceId,
  workspaceId: WorkspaceId,
  token: z.string().describe('The secret part of the address, 128 random bits.'),
  url: z.url().describe('The address on this computer.'),
  publicUrl: z.url().nullable().describe('The address on the internet, while a tunnel is up.'),
  secrets: z.array(SecretSummary),
  scriptStartedAt: Timestamp.nullable().describe('Since when the script plays; null: there is none.'),
  scriptTaken: z.int().describe('Requests that the script has answered since then; it outlives a restart.'),
  requestCount: z.int().describe('Requests kept.'),
  bytes: z.int().describe('Bytes of their bodies and headers.'),
  lastRequestAt: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Timestamp.nullable(),
})
export type Source = z.infer<typeof Source>
