import type { Ending } from './sending-writes.ts'

const minuteMs = 60_000

/** The start of the minute that a time is in. */
export const minuteOf = (at: number): number => at - (at % minuteMs)

type MinuteCounts = {
  webhookId: string
  workspaceId: string
  minute: number
  attempts: number
  delivered: number
  failed: number
  dead: number
  totalMs: number
  maxMs: number
  under100Ms: number
  under300Ms: number
  under1000Ms: number
  under3000Ms: number
  under10000Ms: number
}

type StateChange = {
  webhookId: string
  workspaceId: string
  breaker: string
  rateBucket: number | null
  failureRun: string
  dailyUse: string | null
  triggeredAt: number | null
  succeededAt: number | null
  delivered: number
  dead: number
}

/** What attempts that ended together have taught about each webhook, and add to each of its minutes. */
export function countEndings(endings: readonly Ending[]): { state: StateChange; minute: MinuteCounts }[] {
  const groups = Map.groupBy(endings, ({ webhookId, now }) => `${webhookId} ${minuteOf(now)}`)
  return [...groups.values()].map((group) => ({ state: stateOf(group), minute: minuteCounts(group) }))
}

const sum = (group: readonly Ending[], count: (ending: Ending) => number | boolean): number =>
  group.reduce((total, ending) => total + Number(count(ending)), 0)

const isDelivered = ({ state }: Ending): boolean => state === 'delivered'
const isDead = ({ state }: Ending): boolean => state === 'dead_letter'

function stateOf(group: readonly Ending[]): StateChange {
  const last = group.at(-1) as Ending
  const { webhookId, workspaceId, gate } = last
  return {
    webhookId,
    workspaceId,
    rateBucket: gate.rateBucket,
    breaker: JSON.stringify(gate.breaker),
    failureRun: JSON.stringify(gate.failureRun),
    dailyUse: gate.dailyUse && JSON.stringify(gate.dailyUse),
    // What a test came to says nothing of when and how well the webhook delivers.
    triggeredAt: group.findLast(({ isFirst, isTest }) => isFirst && !isTest)?.startedAt ?? null,
    succeededAt: group.findLast(isDelivered)?.now ?? null,
    delivered: sum(group, (ending) => !ending.isTest && isDelivered(ending)),
    dead: sum(group, (ending) => !ending.isTest && isDead(ending)),
  }
}

function minuteCounts(group: readonly Ending[]): MinuteCounts {
  const { webhookId, workspaceId, now } = group[0] as Ending
  const tookMs = group.map((ending) => Math.round(ending.tookMs))
  const under = (limitMs: number): number => tookMs.filter((ms) => ms < limitMs).length
  const delivered = sum(group, isDelivered)
  return {
    webhookId,
    workspaceId,
    minute: minuteOf(now),
    attempts: group.length,
    delivered,
    failed: group.length - delivered,
    dead: sum(group, isDead),
    totalMs: tookMs.reduce((total, ms) => total + ms, 0),
    maxMs: Math.max(...tookMs),
    under100Ms: under(100),
    under300Ms: under(300),
    under1000Ms: under(1000),
    under3000Ms: under(3000),
    under10000Ms: under(10_000),
  }
}
