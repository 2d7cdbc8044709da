import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { audit, noFindings, untilRouted } from '#test/reliability/audit.ts'
import { newLedger, startLoad } from '#test/reliability/load.ts'
import { silentLog } from '#test/support/log.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

// A busy machine may take its time.
const patiently = { timeout: 15_000 }

/** A webhook that takes what comes and is paused: a request from which nothing follows is routed at once. */
async function holdAll({ call }: RunningService): Promise<void> {
  const { id } = await call('webhooks.create', { name: 'holds', url: 'http://127.0.0.1:9/', events: ['*'] })
  await call('webhooks.pause', { id })
}

test('a stop under load loses nothing, routes what it has taken, and lets no sender wait', async () => {
  using folder = temporaryFolder()
  const errors: string[] = []
  await using creel = await runService({
    home: folder.path,
    log: { ...silentLog, error: (event) => errors.push(event) },
  })
  const ledger = newLedger()
  await using load = startLoad((await creel.firstSource()).url, ledger, 'load')
  await expect.poll(() => ledger.acknowledged.size, patiently).toBeGreaterThan(300)
  await creel.stop()
  // Each sender has its answer, or its connection was closed.
  await load.stop()
  expect(audit(join(folder.path, 'creel.db'), ledger.acknowledged)).toEqual(noFindings())
  expect(errors).toEqual([])
})

test('what could not be routed is routed later, each request once, while new ones arrive', async () => {
  using folder = temporaryFolder()
  let isBroken = false
  await using creel = await runService(
    { home: folder.path },
    {
      createWriter(db, log) {
        const writer = createWriter(db, log)
        const refuse = (): never => {
          throw new Error('This cannot be routed.')
        }
        return {
          ...writer,
          hot: (lane, write) => writer.hot(lane, lane === 'route' && isBroken ? { ...write, run: refuse } : write),
        }
      },
    },
  )
  const file = join(folder.path, 'creel.db')
  await holdAll(creel)
  isBroken = true
  const ledger = newLedger()
  await using load = startLoad((await creel.firstSource()).url, ledger, 'load')
  await expect.poll(() => ledger.acknowledged.size, patiently).toBeGreaterThan(500)
  expect(audit(file, new Set()).unrouted).toBeGreaterThan(400)
  isBroken = false
  const before = ledger.acknowledged.size
  await expect.poll(() => ledger.acknowledged.size, patiently).toBeGreaterThan(before + 500)
  await expect.poll(() => audit(file, new Set()).unrouted, patiently).toBeLessThan(100)
  await load.stop()
  await untilRouted(file)
  expect(audit(file, ledger.acknowledged)).toEqual(noFindings())
})

test('a request that cannot be routed does not keep the others of its commit from it', async () => {
  using folder = temporaryFolder()
  await using creel = await runService(
    { home: folder.path },
    {
      openDatabase(file, now) {
        const db = openDatabase(file, now)
        db.exec(`create trigger poison before update of routed on request when new.target like '%/poison'
                 begin select raise(abort, 'no'); end`)
        return db
      },
    },
  )
  await holdAll(creel)
  const { url } = await creel.firstSource()
  const answers = await Promise.all(['a', 'poison', 'b', 'c'].map((key) => fetch(`${url}/${key}`, { method: 'POST' })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length, patiently).toBe(4)
  await expect.poll(() => audit(join(folder.path, 'creel.db'), new Set()).unrouted, patiently).toBe(1)
})
