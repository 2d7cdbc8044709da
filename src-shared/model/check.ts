import { z } from 'zod'
import { CheckId, WorkspaceId } from './id.ts'
import { HmacScheme, ProviderName } from './provider.ts'
import { Timestamp } from './time.ts'
import { WebhookUrl } from './webhook.ts'

/** What is asked of a handler of webhooks, in the order in which it is asked. */
export const checkCases = {
  'good-signature': { title: 'Takes an event that is well signed', weight: 20 },
  'in-time': { title: 'Answers in time', weight: 10 },
  'missing-signature': { title: 'Refuses an event without a signature', weight: 15 },
  'wrong-secret': { title: 'Refuses an event signed with another secret', weight: 15 },
  'altered-body': { title: 'Refuses a body that was changed after it was signed', weight: 15 },
  'stale-signature': { title: 'Refuses an event that was signed too long ago', weight: 10 },
  duplicate: { title: 'Takes the same event twice without failing', weight: 10 },
  retry: { title: 'Takes an event again, signed anew, as after a lost answer', weight: 5 },
  'unknown-type': { title: 'Takes a type of event that it does not know', weight: 5 },
  'big-body': { title: 'Takes a body of 256 kB', weight: 5 },
  'slow-body': { title: 'Takes a body that comes slowly', weight: 5 },
  disorder: { title: 'Takes events out of order, many at once', weight: 5 },
  'wrong-content-type': { title: 'Does not fail at a content type that it does not expect', weight: 5 },
} as const satisfies Record<string, { title: string; weight: number }>

export const CheckCaseName = z.enum(Object.keys(checkCases) as [CheckCaseName, ...CheckCaseName[]])
export type CheckCaseName = keyof typeof checkCases

/**
 * `skipped`: it cannot be asked of this sender’s handlers, or an earlier answer made it senseless. `broken`: Creel
 * itself failed to ask it, which says nothing of the handler.
 */
export const CheckCaseState = z.enum(['waiting', 'running', 'passed', 'failed', 'skipped', 'broken'])
export type CheckCaseState = z.infer<typeof CheckCaseState>

/** One thing that was asked of a handler, and how it fared. */
export const CheckCase = z.object({
  name: CheckCaseName,
  state: CheckCaseState,
  detail: z.string().nullable().describe('What was found.'),
  fix: z.string().nullable().describe('What to do about it; null: nothing.'),
  statuses: z.array(z.int().nullable()).describe('Of the answers, in order; null: none came.'),
  tookMs: z.number().nullable(),
})
export type CheckCase = z.infer<typeof CheckCase>

/** What a handler is checked with. */
export const CheckSettings = z.object({
  url: WebhookUrl.describe('The handler.'),
  provider: ProviderName.describe('Whose webhooks it takes.'),
  hmac: HmacScheme.nullable().default(null).describe('The scheme, where the provider is "hmac"; null: the usual one.'),
  eventType: z.string().min(1).max(128).nullable().default(null).describe('null: the first of this provider.'),
  answerWithinMs: z.int().min(100).max(60_000).default(5000).describe('An answer that comes later is too late.'),
  toleranceSeconds: z.int().min(1).max(86_400).default(300).describe('Signatures older than this should be refused.'),
})
export type CheckSettings = z.infer<typeof CheckSettings>

/** `interrupted`: Creel stopped before its end. `failed`: Creel could not go on; the case that is broken says why. */
export const CheckState = z.enum(['running', 'done', 'cancelled', 'interrupted', 'failed'])
export type CheckState = z.infer<typeof CheckState>

/** A conformance run against one handler of webhooks. */
export const Check = z.object({
  id: CheckId,
  workspaceId: WorkspaceId,
  ...CheckSettings.shape,
  state: CheckState,
  score: z.int().min(0).max(100).nullable().describe('Of what could be asked, by weight; null: nothing was asked yet.'),
  cases: z.array(CheckCase),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
export type Check = z.infer<typeof Check>

/** The score of what was asked, in percent by weight; null where nothing was. */
export function scoreOf(cases: readonly CheckCase[]): number | null {
  const asked = cases.filter(({ state }) => state === 'passed' || state === 'failed')
  const weightOf = (some: readonly CheckCase[]): number =>
    some.reduce((sum, { name }) => sum + checkCases[name].weight, 0)
  const whole = weightOf(asked)
  return whole === 0 ? null : Math.round((100 * weightOf(asked.filter(({ state }) => state === 'passed'))) / whole)
}

/** True where everything that could be asked was, and nothing failed. */
export const isConformant = ({ state, cases }: Pick<Check, 'state' | 'cases'>): boolean =>
  state === 'done' && cases.every((one) => one.state === 'passed' || one.state === 'skipped')
