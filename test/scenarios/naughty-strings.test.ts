import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestRow } from '#shared/model/request.ts'
import { bodyOf } from '#test/support/body-of.ts'
import { inParallel } from '#test/support/in-parallel.ts'
import { listAll } from '#test/support/list-all.ts'
import { naughtyBytes, toHeaderValue } from '#test/support/naughty-strings.ts'
import { sendAll } from '#test/support/raw-connection.ts'
import { runCreel } from '#test/support/run-creel.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService
let statuses: number[]
let rows: RequestRow[]

const percent = (bytes: string): string =>
  Buffer.from(bytes, 'latin1').toString('hex').slice(0, 2_000).replaceAll(/../g, '%$&')

const pathOf = (bytes: string, index: number): string => `/${index}/${percent(bytes)}?q=${percent(bytes)}`

beforeAll(async () => {
  creel = await runService()
  const { token } = await creel.firstSource()
  const messages = naughtyBytes.map((bytes, index) =>
    Buffer.from(
      [
        `POST /in/${token}${pathOf(bytes, index)} HTTP/1.1`,
        'Host: a',
        `X-Naughty: ${toHeaderValue(bytes).slice(0, 6_000)}`,
        'Content-Type: text/plain',
        `Content-Length: ${bytes.length}`,
        '',
        bytes,
      ].join('\r\n'),
      'latin1',
    ),
  )
  statuses = await sendAll(creel.receiverUrl, messages)
  const markOf = ({ path }: RequestRow): number => Number(path.split('/')[1])
  rows = (await listAll(creel.call)).toSorted((one, other) => markOf(one) - markOf(other))
})
afterAll(() => creel[Symbol.asyncDispose]())

test(`${naughtyBytes.length} naughty strings come back byte for byte`, async () => {
  expect(naughtyBytes.length).toBeGreaterThanOrEqual(150)
  expect(statuses.filter((status) => status !== 200)).toEqual([])
  expect(rows).toHaveLength(naughtyBytes.length)
  const found = await inParallel(rows, async ({ id, path }) => {
    const { headers } = await creel.call('requests.show', { id })
    return { path, header: headers[1], body: (await bodyOf(creel, id)).toString('latin1') }
  })
  expect(found).toEqual(
    naughtyBytes.map((bytes, index) => ({
      path: pathOf(bytes, index),
      header: ['X-Naughty', toHeaderValue(bytes).slice(0, 6_000)],
      body: bytes,
    })),
  )
})

test('searching for any of them answers, and finds those that have words', async () => {
  const newest = rows.reduce((one, other) => (one.id > other.id ? one : other))
  const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
  const search = async (text: string): Promise<string[]> =>
    (await creel.call('requests.list', { q: quoted(text).slice(0, 1_900), limit: 500 })).items.map(({ id }) => id)
  await expect.poll(() => search(`/${newest.path.split('/')[1]}/`)).toContain(newest.id)

  const results = await inParallel(rows, async ({ id }, index) => {
    const text = Buffer.from(naughtyBytes[index] ?? '', 'latin1').toString()
    const hasWord = /^[\x20-\x7e]*[a-z0-9][\x20-\x7e]*$/i.test(text) && text.length < 1_000
    return !hasWord || (await search(text)).includes(id) ? null : text
  })
  expect(results.filter((text) => text !== null)).toEqual([])
})

// Everything that moves a terminal's cursor, colours it, or turns the direction of its text.
const unprintable = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

test('the command line prints none of them raw', { timeout: 60_000 }, async () => {
  const environment = { CREEL_HOME: creel.home }
  const list = await runCreel(['requests', 'list', '--limit', '500'], environment)
  expect(list.complaint).toBe('')
  expect(list.exitCode).toBe(0)
  expect(list.output.split('\n').length).toBeGreaterThan(rows.length)
  expect(unprintable.exec(list.output)).toBeNull()

  const worst = rows.filter((_, index) => /\x1b\]|\x9b|\x0d|\xe2\x80\xae/.test(naughtyBytes[index] ?? '')).slice(0, 4)
  const shown = await inParallel(worst, ({ id }) => runCreel(['requests', 'show', id], environment))
  for (const { output, exitCode } of shown) {
    expect(exitCode).toBe(0)
    expect(unprintable.exec(output)).toBeNull()
  }
  const json = await runCreel(['requests', 'list', '--limit', '500', '--json'], environment)
  expect(unprintable.exec(json.output)).toBeNull()
  expect(JSON.parse(json.output)).toMatchObject({ items: expect.any(Array) })
})
