import { AppError } from '#shared/contract/problem.ts'
import type { DeliveryState } from '#shared/model/delivery.ts'
import type { TargetAnswer } from './virtual-app.ts'
import { virtualApp } from './virtual-app.ts'

/** What a person, a target or time may do to a webhook and its deliveries; `which` picks one of those there are. */
export type Command =
  | { kind: 'publish' | 'restart' }
  | { kind: 'webhook'; does: 'pause' | 'rotateSecret' | 'delete' | 'restore' }
  | { kind: 'delivery'; does: 'retry' | 'replay' | 'cancel'; which: number }
  | { kind: 'resume'; held: 'send' | 'keep' | 'cancel' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'target'; answers: TargetAnswer }

/** A delivery as it lies on disk, and its attempts. */
export type StoredDelivery = { id: string; eventId: string; state: DeliveryState; attemptCount: number }
export type StoredAttempt = {
  deliveryId: string
  eventId: string
  number: number
  endedAt: number | null
  status: number | null
  error: string | null
}

/** One attempt as the target saw it; `recorded`: so many attempts of its event were on disk and not ended. */
export type Arrival = { eventId: string; recorded: number }

/** An app all of whose webhooks lead to one target, which does what it is told. `spoil`: SQL that makes it a bad one. */
export async function openWorld(spoil?: string) {
  let answers: TargetAnswer = { status: 200 }
  let published = 0
  const arrivals: Arrival[] = []
  const app = await virtualApp(({ headers }) => {
    const eventId = headers.find(([name]) => name === 'webhook-id')?.[1] ?? ''
    arrivals.push({ eventId, recorded: underWay(eventId).length })
    return answers
  }, spoil)
  const underWay = app.rowsById<{ id: string }>(
    `select attempt.id from attempt join delivery on delivery.id = attempt.deliveryId
     where delivery.eventId = ? and attempt.endedAt is null`,
  )
  const deliveriesOf = app.rowsById<StoredDelivery>(
    'select id, eventId, state, attemptCount from delivery where webhookId = ? order by id',
  )
  const attemptsOf = app.rowsById<StoredAttempt>(
    `select deliveryId, eventId, number, attempt.endedAt, status, error from attempt
     join delivery on delivery.id = attempt.deliveryId where delivery.webhookId = ? order by deliveryId, number`,
  )
  return {
    ...app,
    arrivals,
    deliveriesOf,
    attemptsOf,
    /** How many events were published in all. */
    published: () => published,
    hasPublished() {
      published += 1
    },
    targetAnswers(given: TargetAnswer) {
      answers = given
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>

/** One run of commands: a webhook of its own, and what must have come of them. */
export type Run = { id: string; type: string; published: number; replayed: number; cancels: boolean }

let runs = 0

export async function openRun(world: World): Promise<Run> {
  runs += 1
  const type = `run.number_${runs}`
  world.targetAnswers({ status: 200 })
  const { id } = await world.call('webhooks.create', {
    name: type,
    url: 'https://hooks.example.com/in',
    events: [type],
    retry: { kind: 'schedule', delaysSeconds: [5, 60] },
    breaker: { leastAttempts: 3, restSeconds: 30 },
    autoDisable: { kind: 'after-dead-letters', count: 3 },
    concurrency: 2,
  })
  return { id, type, published: 0, replayed: 0, cancels: false }
}

/** Does what a command says; what the app refuses in words has happened not at all. */
export async function obey(world: World, run: Run, command: Command): Promise<void> {
  try {
    await doIt(world, run, command)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  await world.settle()
}

async function doIt(world: World, run: Run, command: Command): Promise<void> {
  const { id } = run
  switch (command.kind) {
    case 'publish':
      return publish(world, run)
    case 'target':
      return world.targetAnswers(command.answers)
    case 'wait':
      return world.run(command.seconds * 1000)
    case 'restart':
      return world.restart()
    case 'resume':
      run.cancels ||= command.held === 'cancel'
      await world.call('webhooks.resume', { id, held: command.held })
      return
    case 'delivery':
      return changeOne(world, run, command)
    case 'webhook':
      await world.call(`webhooks.${command.does}`, { id })
  }
}

async function publish(world: World, run: Run): Promise<void> {
  const { deletedAt } = await world.call('webhooks.get', { id: run.id })
  await world.call('events.publish', { type: run.type, data: { number: run.published } })
  world.hasPublished()
  run.published += deletedAt === null ? 1 : 0
}

async function changeOne(world: World, run: Run, { does, which }: Extract<Command, { which: number }>): Promise<void> {
  const known = world.deliveriesOf(run.id)
  const one = known[which % Math.max(1, known.length)]
  if (!one) return
  run.cancels ||= does === 'cancel'
  await world.call(`deliveries.${does}`, { id: one.id })
  if (does === 'replay') run.replayed += 1
}

/** Lets the target be well and all that is owed be sent, as a person would who cleans up. */
export async function cleanUp(world: World, run: Run): Promise<void> {
  world.targetAnswers({ status: 200 })
  // What is under way ends as the target did until now, which may switch the webhook off.
  await world.run(20_000)
  await obey(world, run, { kind: 'webhook', does: 'restore' })
  await obey(world, run, { kind: 'resume', held: 'send' })
  await world.run(150_000)
}

/** Takes the webhook away, so that the runs that follow are as fast as the first. */
export const closeRun = (world: World, { id }: Run): Promise<null> => world.call('webhooks.delete', { id, purge: true })
