import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RequestRow } from '#shared/model/request.ts'
import { chosenSeed, seededRandom } from '#test/reliability/seeded-random.ts'
import type { RandomRequest } from '#test/support/random-request.ts'
import { randomRequest } from '#test/support/random-request.ts'
import { sendAll } from '#test/support/raw-connection.ts'
import { bodyOf } from '#test/support/body-of.ts'
import { inParallel } from '#test/support/in-parallel.ts'
import { listAll } from '#test/support/list-all.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const count = 2_000
const limit = 250_000
const seed = chosenSeed()

/** Every fortieth body is a byte below the limit, at it, or a byte above. */
const chosenLength = (index: number): { bodyBytes?: number } =>
  index % 40 === 0 ? { bodyBytes: limit - 1 + ((index / 40) % 3) } : {}

/** What was sent, as it must be shown. */
const sent = ({ method, path, headers, trailers, body }: RandomRequest, at: string) =>
  body.length > limit
    ? { method, target: at + path, headers, state: 'refused', reason: 'body-too-large', status: 413 }
    : { method, target: at + path, headers, trailers, state: 'accepted', sha256: hash('sha256', body) }

async function stored(creel: RunningService, { id, state }: RequestRow) {
  const { method, target, headers, trailers, bodySha256, reason, status } = await creel.call('requests.show', { id })
  if (state === 'refused') return { method, target, headers, state, reason, status }
  const sha256 = hash('sha256', await bodyOf(creel, id))
  expect(bodySha256).toBe(sha256)
  return { method, target, headers, trailers, state, sha256 }
}

test(`${count} random requests come back byte for byte (seed ${seed})`, { timeout: 120_000 }, async () => {
  await using creel = await runService({ limits: { bodyBytes: limit } })
  const { token } = await creel.firstSource()
  const at = `/in/${token}`
  const random = seededRandom(seed)
  const requests = Array.from({ length: count }, (_, index) =>
    randomRequest(random, { at, mark: String(index), ...chosenLength(index) }),
  )
  const statuses = await sendAll(
    creel.receiverUrl,
    requests.map(({ wire }) => wire),
  )
  expect(statuses).toEqual(requests.map(({ body }) => (body.length > limit ? 413 : 200)))

  const rows = await listAll(creel.call)
  expect(rows.length).toBe(count)
  const markOf = ({ path }: RequestRow): number => Number(path.split('/')[1])
  const inOrder = rows.toSorted((one, other) => markOf(one) - markOf(other))
  const found = await inParallel(inOrder, (row) => stored(creel, row))
  for (const [index, request] of requests.entries()) expect(found[index]).toEqual(sent(request, at))
})
