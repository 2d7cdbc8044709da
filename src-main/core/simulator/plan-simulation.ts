import { AppError } from '#shared/contract/problem.ts'
import type { SimulationPreview, SimulationRecipe } from '#shared/model/simulation.ts'
import { readJsonPath } from '#shared/rules/json-path.ts'
import type { JsonValue } from '#shared/model/event.ts'
import { findNewest } from '#main/core/database/stores/request-store.ts'
import { requireType } from '#main/core/events/event-types.ts'
import type { MakeId } from '#main/core/make-id.ts'
import { parseBody } from '#main/core/events/parse-body.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import { draftEvent } from './draft-event.ts'
import { expectationOf } from './expectation.ts'
import type { PublishingParts } from './publish-simulated.ts'
import { dataOf, publishSimulated } from './publish-simulated.ts'
import type { Subject, Target } from './read-recipe.ts'
import { checkRecipe, readSubject, readTarget, retriesOf } from './read-recipe.ts'
import type { SendingParts } from './send-simulated.ts'
import { secretsFor, sendSimulated, signDraft } from './send-simulated.ts'
import type { SimulationPlan } from './simulator.ts'

export type PlanParts = SendingParts &
  PublishingParts & {
    makeId: MakeId
    registry: SourceRegistry
    receiverUrl: () => string
  }

/** A recipe, for whom it runs, and the secret that was given for this one run. */
export type Wish = { workspaceId: string; scenario: string | null; recipe: SimulationRecipe; secret: string | null }

const spacingMs = 1000

/** Plans a simulation: reads the recipe, makes its events, and refuses what cannot be sent. Throws an AppError. */
export async function planSimulation(parts: PlanParts, wish: Wish): Promise<SimulationPlan> {
  const { recipe, workspaceId, scenario } = wish
  const subject = readSubject(recipe)
  checkRecipe(recipe, subject)
  const target = targetOf(parts, wish, subject)
  const id = parts.makeId('simulation')
  const order = orderOf(recipe, parts)
  const simulation = {
    id,
    workspaceId,
    state: 'running',
    scenario,
    recipe: JSON.stringify(recipe),
    total: order.length * recipe.copies,
    sent: 0,
    unexpected: 0,
    problem: null,
    createdAt: parts.clock.now(),
    endedAt: null,
  }
  return {
    simulation,
    order,
    copies: recipe.copies,
    perSecond: recipe.perSecond,
    timeLapse: recipe.timeLapse,
    retries: retriesOf(recipe, subject),
    deliver: await deliverOf(parts, wish, { id, subject, target }),
  }
}

const targetOf = (parts: PlanParts, { recipe, workspaceId }: Wish, subject: Subject): Target | null =>
  readTarget(recipe, subject, {
    sourceOf: (id) => parts.registry.all().find((source) => source.id === id && source.workspaceId === workspaceId),
    receiverUrl: parts.receiverUrl,
  })

async function deliverOf(
  parts: PlanParts,
  { recipe, secret, workspaceId }: Wish,
  { id, subject, target }: { id: string; subject: Subject; target: Target | null },
): Promise<SimulationPlan['deliver']> {
  if (subject.kind === 'catalogue' || target === null) {
    const name = subject.kind === 'catalogue' ? subject.eventType : ''
    const type = await requireType(parts.db, { workspaceId, name, version: undefined })
    const data = dataOf(recipe, type)
    parts.check(type, data)
    return (event) => publishSimulated(parts, { workspaceId, type, data, key: `${id}/${event + 1}` })
  }
  const sending = {
    recipe,
    subject,
    target,
    secrets: secretsFor(target, secret, parts.random),
    expectation: expectationOf(recipe, subject, target),
  }
  const now = parts.clock.now()
  const drafts = Array.from({ length: recipe.count }, (_, index) =>
    draftEvent(recipe, subject, { atMs: now - (recipe.count - 1 - index) * spacingMs, index }, parts.random),
  )
  const [first] = drafts
  const trial = first && signDraft(sending, first, { random: parts.random, atSeconds: Math.floor(now / 1000) })
  if (trial?.kind === 'impossible') throw new AppError('cannot-sign', `It cannot be signed like this. ${trial.reason}`)
  const afterSeq = (await findNewest(parts.db))?.seq ?? 0
  return (event, number, signal) => {
    const draft = drafts[event]
    if (!draft) throw new Error(`There is no event ${event}.`)
    return sendSimulated(parts, sending, draft, { mark: `${id}/${number}`, afterSeq, signal })
  }
}

/** The events in the order in which they go out. */
function orderOf({ count, isShuffled }: SimulationRecipe, { random }: Pick<PlanParts, 'random'>): number[] {
  const events = Array.from({ length: count }, (_, index) => index)
  return isShuffled ? shuffle(events, random) : events
}

/** Never the order that it had: two events change places. */
function shuffle(events: readonly number[], random: PlanParts['random']): number[] {
  const shuffled = [...events]
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = Buffer.from(random(4)).readUInt32BE() % (index + 1)
    const [one, two] = [shuffled[index], shuffled[other]]
    if (one !== undefined && two !== undefined) [shuffled[index], shuffled[other]] = [two, one]
  }
  const isSame = shuffled.every((event, index) => event === index)
  return isSame ? shuffled.toReversed() : shuffled
}

/** Shows what would be sent first. Throws an AppError where the recipe itself is wrong. */
export async function previewSimulation(parts: PlanParts, wish: Wish): Promise<SimulationPreview> {
  const { recipe, secret, workspaceId } = wish
  const subject = readSubject(recipe)
  if (subject.kind === 'catalogue') {
    const type = await requireType(parts.db, { workspaceId, name: subject.eventType, version: undefined })
    const body = JSON.stringify(dataOf(recipe, type), null, 2)
    const shown = { method: 'PUBLISH', url: null, headers: [], body, quickFields: [], signedWith: null, problem: null }
    return { ...shown, expectation: expectationOf(recipe, subject, null).words }
  }
  const target = targetOf(parts, wish, subject)
  if (target === null) throw new Error('Only what Creel publishes has no target.')
  const draft = draftEvent(recipe, subject, { atMs: parts.clock.now(), index: 0 }, parts.random)
  const secrets = secretsFor(target, secret, parts.random)
  const atSeconds = Math.floor(parts.clock.now() / 1000)
  const signed = signDraft({ recipe, subject, target, secrets }, draft, { random: parts.random, atSeconds })
  const { method, headers, body } = signed.kind === 'signed' ? signed.request : draft
  const text = Buffer.from(body).toString('utf8')
  return {
    method,
    url: target.url,
    headers: headers.map(([name, value]) => [name, value]),
    body: recipe.body === null ? prettyText(text) : text,
    quickFields: quickFieldsOf(subject, draft),
    signedWith: signed.kind === 'signed' && signed.secret !== '' ? signed.secret : null,
    problem: signed.kind === 'signed' ? null : signed.reason,
    expectation: expectationOf(recipe, subject, target).words,
  }
}

function prettyText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function quickFieldsOf(subject: Subject, draft: CapturedRequest): SimulationPreview['quickFields'] {
  if (subject.kind !== 'provider') return []
  const fields = parseBody(draft)
  return subject.sample.quickFields.flatMap(({ label, path }) => {
    const value = readJsonPath(fields, path) as JsonValue | undefined
    return value === undefined ? [] : [{ label, path, value }]
  })
}
