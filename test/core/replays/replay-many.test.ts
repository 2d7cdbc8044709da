import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ManyReplayerParts, OneOutcome, ReplayManyInput } from '#main/core/replays/replay-many.ts'
import { createManyReplayer } from '#main/core/replays/replay-many.ts'
import { AppError } from '#shared/contract/problem.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Replay } from '#shared/model/replay.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { silentLog } from '#test/support/log.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const ids = ['req_1', 'req_2', 'req_3', 'req_4']

/** A replayer on a real database and a clock that stands; `sent` has what was sent and when. */
function replayerAt(outcome: (id: string) => Promise<OneOutcome> = async () => 'delivered') {
  const folder = temporaryFolder()
  const db = openDatabase(`${folder.path}/creel.db`, 0)
  const clock = falseClock(1_000_000)
  const told: Replay[] = []
  const sent: { id: string; atMs: number }[] = []
  let made = 0
  const parts: ManyReplayerParts = {
    writer: createWriter(db, silentLog),
    clock,
    log: silentLog,
    makeId: () => `rpl_${(made += 1)}`,
    changed: (replay) => void told.push(replay),
  }
  const replayer = createManyReplayer(parts)
  onTestFinished(async () => {
    replayer.stop()
    await parts.writer.drain()
    db.close()
    folder[Symbol.dispose]()
  })
  const input: ReplayManyInput = {
    workspaceId: defaultWorkspaceId,
    requestIds: ids,
    targetUrl: 'http://127.0.0.1:1/',
    pace: 2,
    replayOne: (id) => {
      sent.push({ id, atMs: clock.now() - 1_000_000 })
      return outcome(id)
    },
  }
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await turn()
  }
  const stateOnDisk = () => db.prepare('select state, delivered, failed, skipped from replay').get()
  return { clock, told, sent, replayer, input, until, stateOnDisk }
}

test('requests are sent in order at the pace, by the clock', async () => {
  const { clock, told, sent, replayer, input, until, stateOnDisk } = replayerAt()
  expect(await replayer.start(input)).toMatchObject({ state: 'running', total: 4, delivered: 0 })
  for (let count = 1; count <= 4; count += 1) {
    await until(() => told.at(-1)?.delivered === count)
    expect(sent).toHaveLength(count)
    // Not yet: the next one is due after half a second.
    clock.advance(499)
    await turn()
    expect(sent).toHaveLength(count)
    clock.advance(1)
  }
  await until(() => told.at(-1)?.state === 'done')
  expect(sent).toEqual(ids.map((id, index) => ({ id, atMs: index * 500 })))
  expect(stateOnDisk()).toEqual({ state: 'done', delivered: 4, failed: 0, skipped: 0 })
})

test('a target slower than the pace is sent one at a time, and no burst afterwards', async () => {
  const answers: (() => void)[] = []
  const { clock, told, sent, replayer, input, until } = replayerAt(
    () => new Promise((resolve) => answers.push(() => resolve('delivered'))),
  )
  await replayer.start({ ...input, requestIds: ids.slice(0, 3) })
  await until(() => answers.length === 1)
  clock.advance(5000)
  await turn()
  expect(sent).toHaveLength(1)
  answers[0]?.()
  await until(() => answers.length === 2)
  answers[1]?.()
  await until(() => told.at(-1)?.delivered === 2)
  clock.advance(499)
  await turn()
  expect(sent).toHaveLength(2)
  clock.advance(1)
  await until(() => answers.length === 3)
  answers[2]?.()
  await until(() => told.at(-1)?.state === 'done')
})

test('a cancelled replay sends no more, and the one under way is still counted', async () => {
  let answer = (): void => undefined
  const { clock, sent, told, replayer, input, until, stateOnDisk } = replayerAt((id) =>
    id === 'req_2' ? new Promise((resolve) => (answer = () => resolve('failed'))) : Promise.resolve('delivered'),
  )
  const { id } = await replayer.start(input)
  await until(() => told.at(-1)?.delivered === 1)
  clock.advance(500)
  await until(() => sent.length === 2)
  const cancelled = replayer.cancel(id)
  answer()
  expect(await cancelled).toBe(true)
  expect(sent.map((one) => one.id)).toEqual(['req_1', 'req_2'])
  expect(stateOnDisk()).toEqual({ state: 'cancelled', delivered: 1, failed: 1, skipped: 0 })
  expect(await replayer.cancel(id)).toBe(false)
})

test('a replay is cancelled while it waits for its next turn', async () => {
  const { sent, told, replayer, input, until, stateOnDisk } = replayerAt()
  const { id } = await replayer.start(input)
  await until(() => told.at(-1)?.delivered === 1)
  expect(await replayer.cancel(id)).toBe(true)
  expect(sent).toHaveLength(1)
  expect(stateOnDisk()).toMatchObject({ state: 'cancelled', delivered: 1 })
})

test('what cannot be sent is skipped with the reason, and the others go on', async () => {
  const { clock, told, replayer, input, until } = replayerAt(async (id) => {
    if (id === 'req_2') throw new AppError('body-gone', 'Its body was not kept.')
    return id === 'req_3' ? 'failed' : 'delivered'
  })
  await replayer.start(input)
  for (const count of [1, 2, 3, 4]) {
    await until(() => told.length > count)
    clock.advance(500)
  }
  await until(() => told.at(-1)?.state === 'done')
  expect(told.at(-1)).toMatchObject({
    delivered: 2,
    failed: 1,
    skipped: 1,
    problems: [{ requestId: 'req_2', message: 'Its body was not kept.' }],
  })
})

test('what a stop interrupted is said at the next start', async () => {
  const { told, replayer, input, until, stateOnDisk } = replayerAt()
  await replayer.start(input)
  await until(() => told.at(-1)?.delivered === 1)
  replayer.stop()
  expect(stateOnDisk()).toMatchObject({ state: 'running', delivered: 1 })
  await replayer.closeInterrupted()
  expect(stateOnDisk()).toMatchObject({ state: 'interrupted', delivered: 1 })
})

test('a fault of Creel’s own ends it as interrupted, and it is said', async () => {
  const { told, replayer, input, until, stateOnDisk } = replayerAt(async () => {
    throw new Error('not foreseen')
  })
  await replayer.start(input)
  await until(() => told.at(-1)?.state === 'interrupted')
  await until(() => (stateOnDisk() as { state: string }).state === 'interrupted')
  expect(stateOnDisk()).toMatchObject({ delivered: 0, failed: 0, skipped: 0 })
})

test('what was over a month ago is forgotten at a start', async () => {
  const { clock, told, replayer, input, until, stateOnDisk } = replayerAt()
  await replayer.start({ ...input, requestIds: ids.slice(0, 1) })
  await until(() => told.at(-1)?.state === 'done')
  clock.advance(29 * 86_400_000)
  await replayer.closeInterrupted()
  expect(stateOnDisk()).toMatchObject({ state: 'done' })
  clock.advance(2 * 86_400_000)
  await replayer.closeInterrupted()
  expect(stateOnDisk()).toBeUndefined()
})
