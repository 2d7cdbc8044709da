import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '#main/core/database/open-database.ts'
import { audit, noFindings, untilRouted } from '#test/reliability/audit.ts'
import { bodyOf, newLedger, startLoad } from '#test/reliability/load.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** A data folder whose disk can be filled and freed. */
type SmallDisk = { home: string; start: () => Promise<RunningService>; fill: () => void; free: () => void }

const leftOverBytes = 600_000
const leftOverPages = 75

/** A disk in memory; null where we may not mount one. */
function mountSmallDisk(folder: string): (SmallDisk & Disposable) | null {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder])
  if (mounted.status !== 0) return null
  const home = join(folder, 'creel')
  const filler = join(folder, 'filler')
  return {
    home,
    start: () => runService({ home }),
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize - leftOverBytes))
    },
    free: () => rmSync(filler),
    [Symbol.dispose]: () => void spawnSync('umount', [folder]),
  }
}

/** A database that may not grow. */
function limitDatabase(home: string): SmallDisk {
  let db: Database | null = null
  const limit = (pages: number): void => void db?.pragma(`max_page_count = ${pages}`)
  return {
    home,
    start: () =>
      runService(
        { home },
        {
          openDatabase(file, now) {
            db = openDatabase(file, now)
            return db
          },
        },
      ),
    fill: () => limit((db?.pragma('page_count', { simple: true }) as number) + leftOverPages),
    free: () => limit(1_000_000),
  }
}

const post = (url: string, key: string, withinMs: number) =>
  fetch(`${url}/${key}`, { method: 'POST', body: bodyOf(key), signal: AbortSignal.timeout(withinMs) })

/** Fills the disk under load, looks, frees it, and looks again. */
async function fillAndFree(disk: SmallDisk) {
  await using creel = await disk.start()
  const file = join(disk.home, 'creel.db')
  const { url } = await creel.firstSource()
  const ledger = newLedger()
  {
    await using load = startLoad(url, ledger, 'load', { connections: 8 })
    await expect.poll(() => ledger.acknowledged.size, { timeout: 15_000 }).toBeGreaterThan(20)
    disk.fill()
    await expect.poll(() => ledger.refused.get(507) ?? 0, { timeout: 15_000 }).toBeGreaterThan(20)
    await load.stop()
  }
  // Large enough not to find a last gap.
  const large = await fetch(url, { method: 'POST', body: 'x'.repeat(1_000_000), signal: AbortSignal.timeout(1_000) })
  const listed = await creel.call('requests.list', {})
  const whenFull = audit(file, ledger.acknowledged)

  disk.free()
  const again = await post(url, 'again', 5_000)
  ledger.acknowledged.add('again')
  await untilRouted(file)
  return {
    answers: [large.status, again.status],
    retryAfter: large.headers.get('retry-after'),
    isReadable: listed.items.length > 10,
    lostWhenFull: whenFull.lost + whenFull.duplicated + whenFull.damaged + whenFull.broken,
    afterwards: audit(file, ledger.acknowledged),
  }
}

const asPromised = {
  answers: [507, 200],
  retryAfter: '60',
  isReadable: true,
  lostWhenFull: 0,
  afterwards: noFindings(),
}

describe('on a full disk senders are told 507, nothing acknowledged is lost, reading goes on, and room is used at once', () => {
  test('a database that may not grow', async () => {
    using folder = temporaryFolder()
    expect(await fillAndFree(limitDatabase(folder.path))).toEqual(asPromised)
  })

  test('a disk that is full', async ({ skip }) => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'disk'))
    using disk = mountSmallDisk(join(folder.path, 'disk'))
    if (disk === null) return skip('Only root may mount a small disk.')
    expect(await fillAndFree(disk)).toEqual(asPromised)
  })
})
