import { z } from 'zod'
import { ReplayId, RequestId, WorkspaceId } from './id.ts'
import { ProviderName } from './provider.ts'
import { Timestamp } from './time.ts'

/** Whether what is replayed keeps the id of its event or gets a new one, as if it had happened again. */
export const EventIdChoice = z.enum(['keep', 'renew'])
export type EventIdChoice = z.infer<typeof EventIdChoice>

/** Which parts of a request were sent otherwise than they had come. */
export const EditedPart = z.enum(['method', 'path', 'headers', 'body'])
export type EditedPart = z.infer<typeof EditedPart>

/** What a replay of a request could do, and why not where it cannot. */
export const ReplayOptions = z.object({
  targetUrl: z.string().nullable().describe('The target of its source.'),
  provider: ProviderName.nullable().describe('Whose signature scheme it would be signed in.'),
  signing: z
    .object({
      secret: z.string().describe('The name and hint of the secret that would sign.'),
      headers: z.array(z.string()).describe('The headers that would be set.'),
    })
    .nullable()
    .describe('null: it cannot be signed again.'),
  signingProblem: z.string().nullable().describe('Why it cannot, and what to do.'),
  eventId: z
    .object({
      value: z.string().nullable(),
      in: z.enum(['header', 'body']),
      name: z.string().describe('The header, or the path in the JSON of the body.'),
    })
    .nullable()
    .describe('null: it cannot be renewed.'),
  eventIdProblem: z.string().nullable().describe('Why it cannot, and what to do.'),
})
export type ReplayOptions = z.infer<typeof ReplayOptions>

/** `interrupted`: Creel stopped before it was over. What had been sent by then stands with its deliveries. */
export const ReplayState = z.enum(['running', 'done', 'cancelled', 'interrupted'])
export type ReplayState = z.infer<typeof ReplayState>

/** Many requests replayed one after the other, the oldest first. */
export const Replay = z.object({
  id: ReplayId,
  workspaceId: WorkspaceId,
  state: ReplayState,
  targetUrl: z.string().nullable().describe('null: each goes to the target of its source.'),
  pace: z.number().describe('At most so many a second.'),
  total: z.int().describe('Requests it is about.'),
  delivered: z.int().describe('Answered with a 2xx.'),
  failed: z.int().describe('Sent, and not answered with a 2xx.'),
  skipped: z.int().describe('Not sent: `problems` says why.'),
  problems: z.array(z.object({ requestId: RequestId, message: z.string() })).describe('The first twenty.'),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
export type Replay = z.infer<typeof Replay>
