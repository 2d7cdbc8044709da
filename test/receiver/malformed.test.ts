import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { bodyOf } from '#test/support/body-of.ts'
import { exchangeRaw } from '#test/support/raw-exchange.ts'
import { aborts, contentTypes, encodings, sizes, unusualBodies } from './cases/bodies.ts'
import { expectations, pipelining, upgrades } from './cases/connections.ts'
import { chunks, framing, trailers } from './cases/framing.ts'
import { headers, hosts } from './cases/headers.ts'
import { methods, targets, versions } from './cases/lines.ts'
import type { Captured, Family, Outcome, RawCase } from './cases/raw-case.ts'

const families: Family[] = [
  framing,
  chunks,
  trailers,
  pipelining,
  versions,
  expectations,
  upgrades,
  methods,
  targets,
  hosts,
  headers,
  sizes,
  encodings,
  contentTypes,
  unusualBodies,
  aborts,
]

let creel: RunningService
const rejections: unknown[] = []
const keepRejection = (reason: unknown): void => void rejections.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', keepRejection)
  creel = await runService()
})
afterAll(async () => {
  process.off('unhandledRejection', keepRejection)
  await creel[Symbol.asyncDispose]()
})

const listOf = <Item>(one: Item | Item[]): Item[] => (Array.isArray(one) ? one : [one])

/** The statuses of the answers that an outcome asks for. */
const statusesOf = (outcomes: readonly Outcome[]): number[] =>
  outcomes.flatMap((outcome) => ('status' in outcome && outcome.status !== null ? [outcome.status] : []))

/** What must be found in the database. */
type Stored =
  | Pick<Captured, 'method' | 'target' | 'httpVersion' | 'headers' | 'trailers' | 'body'>
  | { reason: string; status: number | null; body: string }

function storedOf(at: string, { send }: RawCase, outcome: Outcome): Stored[] {
  if (outcome.kind === 'captured') {
    const { method, path, target = at + path, httpVersion, headers: pairs, trailers: trailing, body } = outcome
    return [{ method, target, httpVersion, headers: pairs, trailers: trailing, body }]
  }
  if (outcome.kind === 'refused') return [{ reason: outcome.reason, status: outcome.status, body: '' }]
  if (outcome.kind !== 'malformed') return []
  return [{ reason: outcome.reason, status: outcome.status, body: outcome.bytes ?? listOf(send).join('') }]
}

async function readStored(sourceId: string): Promise<Stored[]> {
  const { items } = await creel.call('requests.list', { sourceId, limit: 500 })
  return Promise.all(
    items.toReversed().map(async ({ id, state, reason, status }) => {
      const {
        method,
        target,
        httpVersion,
        headers: pairs,
        trailers: trailing,
      } = await creel.call('requests.show', { id })
      const body = (await bodyOf(creel, id)).toString('latin1')
      return state === 'accepted'
        ? { method, target, httpVersion, headers: pairs, trailers: trailing, body }
        : { reason: reason ?? '', status, body }
    }),
  )
}

const closes = (outcome: Outcome): boolean =>
  outcome.kind === 'cut-off' || outcome.kind === 'malformed' || outcome.status === 400

/** Sends one case and answers the statuses that came back; what closes is waited for. */
function sendCase({ send, ends, becomes }: RawCase): Promise<number[]> {
  const outcomes = listOf(becomes)
  const answers = outcomes.some(closes) ? Infinity : statusesOf(outcomes).length
  return exchangeRaw(Number(new URL(creel.receiverUrl).port), { send: listOf(send), ends, answers })
}

test.each(families)('raw requests: $name', async ({ name, cases }) => {
  const { id, token } = await creel.call('sources.create', { name })
  const at = `/in/${token}`
  const table = cases(at)
  const answers: [string, number[]][] = []
  for (const one of table) answers.push([one.name, await sendCase(one)])
  expect(answers).toEqual(table.map((one) => [one.name, statusesOf(listOf(one.becomes))]))

  const healthy = await fetch(`${creel.receiverUrl}${at}/healthy`)
  expect(healthy.status).toBe(200)
  const stored = await readStored(id)
  expect(stored.at(-1)).toMatchObject({ target: `${at}/healthy` })
  const expected = table.flatMap((one) => listOf(one.becomes).flatMap((outcome) => storedOf(at, one, outcome)))
  expect(stored.slice(0, -1)).toEqual(expected)
})

test('the tables hold at least 150 requests, and none was answered with a 5xx or broke anything', () => {
  const outcomes = families.flatMap(({ cases }) => cases('/in/token')).map(({ becomes }) => listOf(becomes))
  expect(outcomes.length).toBeGreaterThanOrEqual(150)
  expect(statusesOf(outcomes.flat()).filter((status) => status >= 500)).toEqual([])
  expect(rejections).toEqual([])
})
