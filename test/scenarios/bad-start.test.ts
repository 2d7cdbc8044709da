import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import SqliteDatabase from 'better-sqlite3'
import { AppError } from '#shared/contract/problem.ts'
import { chosenSeed, seededRandom, wholeBetween } from '#test/reliability/seeded-random.ts'
import { runCreel } from '#test/support/run-creel.ts'
import { runService } from '#test/support/service.ts'

const seed = chosenSeed()
let model: string

/** A data folder with sixty requests, copied for each test. */
beforeAll(async () => {
  model = mkdtempSync(join(tmpdir(), 'creel-bad-'))
  await using creel = await runService({ home: model })
  const { url } = await creel.firstSource()
  const send = (_: unknown, number: number) => fetch(`${url}/${number}`, { method: 'POST', body: 'x'.repeat(3_000) })
  await Promise.all(Array.from({ length: 60 }, send))
})
afterAll(() => rmSync(model, { recursive: true }))

function copyOfModel(): { home: string; file: string } {
  const home = mkdtempSync(join(tmpdir(), 'creel-bad-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  cpSync(model, home, { recursive: true })
  return { home, file: join(home, 'creel.db') }
}

const sha256 = (file: string): string | null =>
  existsSync(file) && statSync(file).isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : null
/** The database and its log; looking at a database makes a log without content, which is none. */
const state = (file: string) => [file, `${file}-wal`].map((each) => (isEmpty(each) ? null : sha256(each)))
const isEmpty = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.size === 0

const flip = (file: string, offset: number): void => {
  const bytes = readFileSync(file)
  bytes[offset] = (bytes[offset] ?? 0) ^ 0xff
  writeFileSync(file, bytes)
}

/** The error that a start ends with. Whoever is refused finds the database as it was. */
async function refusal(home: string): Promise<AppError> {
  const before = state(join(home, 'creel.db'))
  const error = await runService({ home }).then(
    async (service) => {
      await service.stop()
      throw new Error('It started.')
    },
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(AppError)
  expect(state(join(home, 'creel.db'))).toEqual(before)
  return error as AppError
}

type Outcome = { how: 'refused' | 'at work'; isRight: boolean }

/** Refused in words, and unchanged where they say so; or at work: requests are taken or turned away, and nothing ends the process. */
async function start(home: string): Promise<Outcome> {
  const before = state(join(home, 'creel.db'))
  try {
    await using creel = await runService({ home })
    const { status } = await fetch((await creel.firstSource()).url, { method: 'POST', body: 'after the damage' })
    const listed = await creel.fetch('/api/v1/requests')
    return { how: 'at work', isRight: [200, 503].includes(status) && [200, 500, 503].includes(listed.status) }
  } catch (error) {
    if (!(error instanceof AppError)) return { how: 'refused', isRight: false }
    const isUnchanged = JSON.stringify(state(join(home, 'creel.db'))) === JSON.stringify(before)
    return { how: 'refused', isRight: isUnchanged || !error.message.includes('Nothing was changed') }
  }
}

const atWork: Outcome = { how: 'at work', isRight: true }
const refused: Outcome = { how: 'refused', isRight: true }

/** What was at work once is so at the next start too. What was refused is unchanged, so it will be refused again. */
async function startTwice(home: string): Promise<Outcome[]> {
  const first = await start(home)
  return first.how === 'refused' ? [first, first] : [first, await start(home)]
}

describe('a database that cannot be used is refused in words and stays as it is', () => {
  test.each<[string, (file: string) => void, RegExp]>([
    ['is a text file', (file) => writeFileSync(file, 'Dear diary, '.repeat(1_000)), /not a Creel database/],
    ['is a folder', (file) => [rmSync(file), mkdirSync(file)], /it is a folder/],
    ['is cut in its first page', (file) => truncateSync(file, 50), /it is damaged/],
    [
      'is empty although its log is not',
      (file) => [truncateSync(file, 0), writeFileSync(`${file}-wal`, 'all that there was')],
      /empty, although its log is not/,
    ],
    [
      'belongs to another program',
      (file) => {
        rmSync(file)
        new SqliteDatabase(file).exec('create table recipe (name text)').close()
      },
      /not a Creel database/,
    ],
  ])('the database %s', async (_, spoil, words) => {
    const { home, file } = copyOfModel()
    spoil(file)
    const error = await refusal(home)
    expect(error.code).toBe('database-unreadable')
    expect(error.message).toMatch(words)
    expect(error.message).toMatch(/Nothing was changed\..*backup/)
  })

  test('the database was changed by a newer Creel, and a part of it is still in the log', async () => {
    const { home, file } = copyOfModel()
    const other = new SqliteDatabase(file)
    other.exec("insert into migration values (990, 'from the future', 0, 0)")
    // Copied while it is open: what closes last would put the log away.
    const crashed = copyOfModel()
    cpSync(file, crashed.file)
    cpSync(`${file}-wal`, `${crashed.file}-wal`)
    other.close()
    for (const folder of [home, crashed.home]) {
      expect(await refusal(folder)).toMatchObject({ code: 'database-newer', message: /990 “from the future”.*newer/s })
    }
  })

  test('an address has lost its source', async () => {
    const { home, file } = copyOfModel()
    const other = new SqliteDatabase(file)
    other.pragma('foreign_keys = OFF')
    other.exec("update address set sourceId = 'src_lost'").close()
    expect((await refusal(home)).message).toMatch(/it is damaged \(a row of address without its source\)/)
  })

  test.each(['{"name":', '{"name":"x","verificationPolicy":"lax"}'])(
    'the settings of a source are “%s”',
    async (settings) => {
      const { home, file } = copyOfModel()
      const other = new SqliteDatabase(file)
      other.prepare('update source set settings = ?').run(settings)
      other.close()
      await expect(runService({ home })).rejects.toMatchObject({
        code: 'database-unreadable',
        message: expect.stringMatching(/The settings of the source src_\w+ are damaged/),
      })
    },
  )

  test('another process holds the database locked', async () => {
    const { home, file } = copyOfModel()
    const other = new SqliteDatabase(file)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('begin exclusive')
    expect((await refusal(home)).message).toMatch(/another program holds it locked/)
    other.close()
  })
})

describe('a database that can be used is used', () => {
  test('a newer Creel has changed it compatibly', async () => {
    const { home, file } = copyOfModel()
    new SqliteDatabase(file).exec("insert into migration values (990, 'harmless', 1, 0)").close()
    await using creel = await runService({ home })
    expect((await creel.call('requests.list', { limit: 100 })).items).toHaveLength(60)
  })

  test('it is empty: there is nothing to lose', async () => {
    const { home, file } = copyOfModel()
    truncateSync(file, 0)
    expect(await start(home)).toEqual(atWork)
  })

  test('every source was deleted: the next start makes one', async () => {
    const { home } = copyOfModel()
    {
      await using creel = await runService({ home })
      await creel.call('sources.delete', { id: (await creel.firstSource()).id })
    }
    await using creel = await runService({ home })
    expect((await fetch((await creel.firstSource()).url, { method: 'POST' })).status).toBe(200)
  })

  test('it lies elsewhere, behind a symbolic link', async () => {
    const { home, file } = copyOfModel()
    renameSync(file, join(home, 'elsewhere.db'))
    symlinkSync(join(home, 'elsewhere.db'), file)
    await using creel = await runService({ home })
    expect((await creel.call('requests.list', { limit: 100 })).items).toHaveLength(60)
  })
})

describe(`a damaged database is refused unchanged or used, and never ends the process (seed ${seed})`, () => {
  const random = seededRandom(seed)
  const pageBytes = 8_192
  const alike = [
    [atWork, atWork],
    [refused, refused],
  ]

  test.each([0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.99])('cut to %f of its length', async (share) => {
    const { home, file } = copyOfModel()
    truncateSync(file, Math.floor(statSync(file).size * share))
    expect(await start(home)).toEqual(refused)
  })

  test.each([0, 1, 15, 16, 17, 18, 19, 21, 24, 28, 32, 40, 44, 47, 56, 59, 92, 96])(
    'byte %i of its header flipped',
    async (offset) => {
      const { home, file } = copyOfModel()
      flip(file, offset)
      expect(alike).toContainEqual(await startTwice(home))
    },
  )

  test.each(Array.from({ length: 30 }, (_, number) => number))('a random page flipped, no. %i', async () => {
    const { home, file } = copyOfModel()
    const page = wholeBetween(random, 1, statSync(file).size / pageBytes - 1)
    for (let count = 0; count < 8; count += 1) flip(file, page * pageBytes + wholeBetween(random, 0, pageBytes - 1))
    expect(alike).toContainEqual(await startTwice(home))
  })
})

describe('a start that cannot be', () => {
  test('a second Creel on the same folder is refused', async () => {
    const { home } = copyOfModel()
    await using first = await runService({ home })
    await expect(runService({ home })).rejects.toMatchObject({ code: 'already-running' })
    expect((await fetch((await first.firstSource()).url)).status).toBe(200)
  })

  test('a port that is taken is told with its holder, and the folder is free again', async () => {
    const { home } = copyOfModel()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    for (const ports of [{ receiverPort: port }, { controlPort: port }]) {
      const error: unknown = await runService({ home, ...ports }).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'port-in-use', message: expect.stringMatching(`Port ${port} is taken by`) })
    }
    other.close()
    expect(await start(home)).toEqual(atWork)
  })

  test('a file stands where the data folder should be', async () => {
    const { file } = copyOfModel()
    await expect(runService({ home: file })).rejects.toMatchObject({ code: 'data-folder-unusable' })
  })

  test.skipIf(process.getuid?.() === 0)('the data folder may only be read', async () => {
    const { home } = copyOfModel()
    chmodSync(home, 0o500)
    const error: unknown = await runService({ home }).catch((reason: unknown) => reason)
    chmodSync(home, 0o700)
    expect(error).toMatchObject({ code: 'data-folder-unusable' })
  })

  test.each(['creel.lock', 'secret.key'])('%s is a thing that it should not be', async (name) => {
    const { home } = copyOfModel()
    rmSync(join(home, name))
    if (name === 'creel.lock') mkdirSync(join(home, name))
    else writeFileSync(join(home, name), 'no key')
    const error: unknown = await runService({ home }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'data-folder-unusable', message: expect.stringContaining(name) })
  })

  test('the command line says so in one paragraph, without a stack, and ends with 1', async () => {
    const { home, file } = copyOfModel()
    writeFileSync(file, 'Dear diary, '.repeat(1_000))
    const ports = ['--receiver-port', '0', '--control-port', '0']
    const { exitCode, complaint } = await runCreel(['serve', '--home', home, ...ports])
    expect(exitCode).toBe(1)
    expect(complaint).toMatch(/^Cannot open the database .*: it is not a Creel database\. Nothing was changed\..*\n$/)
    expect(complaint).not.toMatch(/\n\s+at /)
  })
})
