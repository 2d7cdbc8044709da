import { z } from 'zod'
import { SendableHeaders } from './answer.ts'
import { JsonValue } from './event.ts'
import { HeaderPairs } from './header-pairs.ts'
import { EventId, RequestId, SimulationId, SourceId, WorkspaceId } from './id.ts'
import { HmacScheme, ProviderName } from './provider.ts'
import { Timestamp } from './time.ts'
import { WebhookUrl } from './webhook.ts'

/**
 * How what is sent is signed. `altered-body`: the body is changed after it was signed. `stale`: signed as if it had
 * been sent before the receiver’s tolerance began. `missing`: not at all.
 */
export const SimulatedSignature = z.enum(['valid', 'wrong-secret', 'altered-body', 'stale', 'missing'])
export type SimulatedSignature = z.infer<typeof SimulatedSignature>

/** So many requests one simulation sends at most, copies included. */
export const mostSends = 1000

/**
 * What is simulated. `provider` with `eventType`: that event of that sender. `eventType` alone: a type of Creel’s own
 * catalogue, published as if it had happened. Neither: a blank request, as its headers and body say.
 */
export const SimulationRecipe = z.object({
  provider: ProviderName.nullable().default(null).describe('The sender; null: Creel itself, or a blank request.'),
  eventType: z
    .string()
    .min(1)
    .max(128)
    .nullable()
    .default(null)
    .describe('As “creel simulations subjects” lists them.'),
  sourceId: SourceId.nullable().default(null).describe('The source to send to, through the receiver.'),
  url: WebhookUrl.nullable().default(null).describe('The address to send to instead.'),
  method: z
    .string()
    .regex(/^[A-Z]{1,20}$/, 'must be a method such as POST')
    .nullable()
    .default(null)
    .describe('null: as the sender has it, mostly POST.'),
  headers: SendableHeaders.default([]).describe('Set in the place of those that the sender would send.'),
  body: z.string().max(5_000_000).nullable().default(null).describe('null: a sample, made anew for each event.'),
  fields: z
    .record(z.string().max(200), JsonValue)
    .default({})
    .describe('Values by path, put into the JSON of the body, such as {"data.object.amount_due": 24900}.'),
  signature: SimulatedSignature.default('valid'),
  hmac: HmacScheme.nullable()
    .default(null)
    .describe('The scheme, where a url gets events of the provider "hmac"; a source has its own.'),
  count: z.int().min(1).max(mostSends).default(1).describe('So many different events.'),
  perSecond: z.number().min(0.1).max(200).default(20).describe('At most so many requests a second.'),
  copies: z.int().min(1).max(10).default(1).describe('Each event is sent so often, as senders do that are not sure.'),
  isShuffled: z.boolean().default(false).describe('The events arrive in another order than they happened.'),
  slowMs: z.int().min(0).max(60_000).default(0).describe('The body comes in pieces over so long.'),
  retries: z.boolean().default(false).describe('What gets no 2xx is sent again, when this sender would.'),
  timeLapse: z.number().min(1).max(100_000).default(1).describe('The waits between retries pass so many times faster.'),
  timeoutMs: z.int().min(100).max(60_000).default(10_000).describe('So long an answer is waited for.'),
  expect: z
    .enum(['accepted', 'refused'])
    .nullable()
    .default(null)
    .describe('What should become of it; null: as the signature deserves.'),
})
export type SimulationRecipe = z.infer<typeof SimulationRecipe>

/** `interrupted`: Creel stopped before it was over. */
export const SimulationState = z.enum(['running', 'done', 'cancelled', 'interrupted'])
export type SimulationState = z.infer<typeof SimulationState>

/** Why a request was sent: as a new event, as a copy of one, or because the one before got no 2xx. */
export const SendReason = z.enum(['event', 'copy', 'retry'])
export type SendReason = z.infer<typeof SendReason>

/** One request of a simulation and what came back. */
export const SimulatedSend = z.object({
  number: z.int().describe('In the order in which they were sent, from 1.'),
  event: z.int().describe('Which event it was, in the order in which they happened, from 1.'),
  reason: SendReason,
  sentAt: Timestamp,
  status: z.int().nullable().describe('Of the answer.'),
  error: z.string().nullable().describe('Why there was none.'),
  answer: z.string().nullable().describe('The start of its body.'),
  tookMs: z.number(),
  isExpected: z.boolean(),
  outcome: z.string().describe('What became of it, in words.'),
  requestId: RequestId.nullable().describe('As a source caught it.'),
  eventId: EventId.nullable().describe('As it was published.'),
})
export type SimulatedSend = z.infer<typeof SimulatedSend>

/** One run of a recipe, as a row of a list. */
export const Simulation = z.object({
  id: SimulationId,
  workspaceId: WorkspaceId,
  state: SimulationState,
  scenario: z.string().nullable().describe('The scenario that it ran.'),
  recipe: SimulationRecipe,
  total: z.int().describe('Requests that are to be sent, retries apart.'),
  sent: z.int(),
  unexpected: z.int().describe('Those that came to something else than they should.'),
  problem: z.string().nullable().describe('Why it could not go on.'),
  last: SimulatedSend.nullable().describe('The newest request.'),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
export type Simulation = z.infer<typeof Simulation>

/** True where all was sent and all came to what it should. */
export const isAsExpected = ({ state, unexpected, problem }: Simulation): boolean =>
  state === 'done' && unexpected === 0 && problem === null

/** A field of a sample that is worth a field of its own on the screen. */
export const QuickField = z.object({ label: z.string(), path: z.string(), value: JsonValue })
export type QuickField = z.infer<typeof QuickField>

/** What would be sent, whole. */
export const SimulationPreview = z.object({
  method: z.string(),
  url: z.string().nullable().describe('null: it is published and not sent.'),
  headers: HeaderPairs,
  body: z.string(),
  quickFields: z.array(QuickField),
  signedWith: z.string().nullable().describe('The hint of the secret; null: none.'),
  problem: z.string().nullable().describe('Why it cannot be sent like this, and what to do.'),
  expectation: z.string().describe('What should become of it, in words.'),
})
export type SimulationPreview = z.infer<typeof SimulationPreview>

/** One event that can be simulated. */
export const SimulationEvent = z.object({ eventType: z.string(), summary: z.string() })
export type SimulationEvent = z.infer<typeof SimulationEvent>

/** A sender with the events that can be simulated. */
export const SimulationSubject = z.object({
  provider: ProviderName.nullable().describe('null: Creel’s own events.'),
  title: z.string(),
  events: z.array(SimulationEvent),
  signsTime: z.boolean().describe('Its signatures can be stale.'),
  retryHabit: z.string().nullable().describe('How it sends again what got no 2xx; null: not known.'),
})
export type SimulationSubject = z.infer<typeof SimulationSubject>

/** A recipe under a name, to be run again from the screen or `creel simulations run`. */
export const Scenario = z.object({
  name: z.string().trim().min(1).max(80),
  recipe: SimulationRecipe,
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type Scenario = z.infer<typeof Scenario>
