import { text as textOf } from 'node:stream/consumers'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { pinSelf } from '#test/bench/measure/pinning.ts'
import { sendSteadily } from '#test/bench/measure/steadily.ts'
import type { SignedSender } from '#test/bench/measure/signed-sender.ts'
import { checkSignatures, createSignedSender, numberLetters } from '#test/bench/measure/signed-sender.ts'
import { resultOf } from '#test/bench/result.ts'
import { callsOf } from '#test/bench/servers/creel-calls.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import type { OwnTarget } from '#test/bench/servers/own-target.ts'
import { openOwnTarget } from '#test/bench/servers/own-target.ts'
import { quantile } from '#test/bench/statistics.ts'

const median = { floor: 10, goal: 4, better: 'lower', unit: 'ms' } as const
const worst = { floor: 50, goal: 15, better: 'lower', unit: 'ms' } as const
const eachSecond = 100
const warmUps = 200
const numberInBody = new RegExp(`evt_(\\d{${numberLetters}})`)

/** From the sending of a signed request to the arrival of its signed delivery, at a steady pace. */
export const latency: BenchEntry = async ({ rounds, sliceSeconds }) => {
  pinSelf()
  await using target = await startTarget()
  await using creel = await startCreel()
  const call = callsOf(creel)
  await checkSignatures(call)
  await call('webhooks.create', { name: 'bench', url: target.url, events: ['*'], concurrency: 50 })
  await using sender = createSignedSender(creel.url, 50)
  await sendNumbers(sender, target, { first: 0, count: warmUps })
  const count = Math.max(eachSecond, rounds * sliceSeconds * eachSecond)
  const tookMs = await sendNumbers(sender, target, { first: warmUps, count })
  const note = `${count} signed events of 1 KB, ${eachSecond} a second, checked, stored, planned, signed, sent; slowest ${Math.max(...tookMs).toFixed(0)} ms.`
  const what = `arrival to delivery at ${eachSecond} events/s`
  return [
    resultOf({ id: 'P8', what: `${what}, p50` }, median, quantile(tookMs, 0.5), [note]),
    resultOf({ id: 'P8', what: `${what}, p99` }, worst, quantile(tookMs, 0.99), []),
  ]
}

type Target = OwnTarget & { arrivedAt: Map<number, number> }

async function startTarget(): Promise<Target> {
  const arrivedAt = new Map<number, number>()
  const target = await openOwnTarget((request, response) => {
    const at = performance.now()
    void textOf(request).then((body) => {
      const number = Number(numberInBody.exec(body)?.[1])
      if (!arrivedAt.has(number)) arrivedAt.set(number, at)
      response.end()
    })
  })
  return { ...target, arrivedAt }
}

/** Answers how long each was on its way. */
async function sendNumbers(
  { send }: SignedSender,
  { arrivedAt }: Target,
  { first, count }: { first: number; count: number },
): Promise<number[]> {
  const sentAt = await sendSteadily({
    count,
    eachSecond,
    send: (index) => send(first + index),
    hasArrived: (index) => arrivedAt.has(first + index),
  })
  return sentAt.map((at, index) => (arrivedAt.get(first + index) ?? Infinity) - at)
}
