import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { SourceSettings } from '#shared/model/source.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { createRelayAnswers } from '#main/core/deliveries/relay-answers.ts'
import { createMakeId } from '#main/core/make-id.ts'
import type { OutgoingResult } from '#main/core/ports.ts'
import { receive } from '#main/core/receive.ts'
import { createKeepRequest } from '#main/core/requests/keep-request.ts'
import type { Reply } from '#main/core/requests/reply.ts'
import { createLiveSource } from '#main/core/sources/live-source.ts'
import { createEnquiries } from '#main/core/verification/enquiries.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { filledDatabase } from '#test/support/filled-database.ts'
import { silentLog } from '#test/support/log.ts'

const waitingAtMost = 500

const sourceOf = (id: string, given: object, secrets: string[] = []) =>
  createLiveSource({
    id,
    workspaceId: 'ws_1',
    token: id,
    settings: SourceSettings.parse({ name: id, ...given }),
    secrets: secrets.map((secret) => ({ id: 'sec_1', name: '', hint: '', createdAt: 0, secret })),
  })

const open = sourceOf('open', {})
const strict = sourceOf('strict', { provider: 'introspection', verificationPolicy: 'strict' }, [
  'http://client:secret@127.0.0.1:9/introspect',
])
const active: OutgoingResult = {
  kind: 'answered',
  status: 200,
  headers: [],
  body: Buffer.from('{"active":true}'),
  bodyBytes: 15,
  timing: { connectMs: null, firstByteMs: null, totalMs: 1 },
}

test('a request that has waited for the network is turned away where the queue is full by then', async () => {
  using database = filledDatabase()
  const clock = falseClock()
  const writer = createWriter(database.db, silentLog)
  let speak = (_: OutgoingResult): void => undefined
  const spoken = new Promise<OutgoingResult>((resolve) => {
    speak = resolve
  })
  const parts = {
    keep: createKeepRequest(
      {
        writer,
        writes: database.statements.requests,
        makeId: createMakeId(clock, randomBytes),
        log: silentLog,
        owesNothing: () => true,
      },
      0,
    ),
    router: { add: () => undefined },
    relays: createRelayAnswers(clock, () => undefined),
    enquiries: createEnquiries({ clock, sendRequest: () => spoken }),
    tick: clock.tick,
  }
  const received = (source: typeof open, headers: Record<string, string> = {}) =>
    new Promise<Reply>((respond) => {
      receive(parts, capturedRequest({ headers, json: {} }), source, { startedTick: 0, respond })
    })

  const waited = received(strict, { Authorization: 'Bearer mF_9.B5f-4.1JqM' })
  speak(active)
  const others = Array.from({ length: waitingAtMost }, () => received(open))
  expect((await waited).status).toBe(503)
  expect(new Set((await Promise.all(others)).map(({ status }) => status))).toEqual(new Set([200]))
  await writer.drain()
  expect(database.db.prepare('select count(*) from request').pluck().get()).toBe(waitingAtMost)

  // Nobody else is waiting: the same request is taken.
  expect((await received(strict, { Authorization: 'Bearer mF_9.B5f-4.1JqM' })).status).toBe(200)
})
