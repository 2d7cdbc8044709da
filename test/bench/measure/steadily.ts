import { setTimeout as pause } from 'node:timers/promises'

const arriveWithinMs = 30_000

type Steady = {
  count: number
  eachSecond: number
  send: (index: number) => Promise<unknown>
  /** All that comes of one has arrived. */
  hasArrived: (index: number) => boolean
}

/** Sends at a pace that no slow answer delays, and waits until all has arrived; answers when each was sent. */
export async function sendSteadily({ count, eachSecond, send, hasArrived }: Steady): Promise<number[]> {
  const startedAt = performance.now()
  const sentAt: number[] = []
  const answers: Promise<unknown>[] = []
  for (let index = 0; index < count; index += 1) {
    await pause(Math.max(0, startedAt + (index * 1000) / eachSecond - performance.now()))
    sentAt.push(performance.now())
    answers.push(send(index))
  }
  await Promise.all(answers)
  const giveUpAt = performance.now() + arriveWithinMs
  while (!sentAt.every((_, index) => hasArrived(index))) {
    if (performance.now() > giveUpAt) throw new Error('Some deliveries never arrived.')
    await pause(50)
  }
  return sentAt
}
