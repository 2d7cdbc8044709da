import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readControlFile, removeControlFile, writeControlFile } from '#main/connect/control-file.ts'
import { findRunning, requireRunning } from '#main/connect/find-running.ts'
import { localToken, startControl } from '#test/support/control-listener.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const fileOf = (url: string, processId = process.pid) => ({
  url,
  token: localToken,
  processId,
  startedAt: '2026-11-17T14:31:02.418Z',
  version: '0.1.0',
})

test('a running Creel is found by its control file', async () => {
  using home = temporaryFolder()
  await using control = await startControl()
  writeControlFile(home.path, fileOf(control.url))
  expect(await requireRunning(home.path)).toEqual(fileOf(control.url))
})

test('the control file is for this user’s eyes only', () => {
  using home = temporaryFolder()
  const path = join(home.path, 'control.json')
  writeFileSync(path, '', { mode: 0o644 })
  writeControlFile(home.path, fileOf('http://127.0.0.1:1'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('an empty data folder has no running Creel, and it is said how to start one', async () => {
  using home = temporaryFolder()
  await expect(requireRunning(home.path)).rejects.toMatchObject({
    code: 'not-running',
    message: `Creel is not running on the data folder ${home.path}. Start it with: creel start`,
  })
})

test('a file whose process has ended is known as stale', async () => {
  using home = temporaryFolder()
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeControlFile(home.path, fileOf('http://127.0.0.1:1', pid))
  expect(await findRunning(home.path)).toMatchObject({ kind: 'ended' })
})

test('a process that does not answer is not taken for a running Creel', async () => {
  using home = temporaryFolder()
  const silent = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  writeControlFile(home.path, fileOf(`http://127.0.0.1:${port}`))
  await expect(requireRunning(home.path)).rejects.toThrow(`Creel does not answer at http://127.0.0.1:${port}`)
  silent.close()
})

test('a file that cannot be read as one counts as none', async () => {
  using home = temporaryFolder()
  writeFileSync(join(home.path, 'control.json'), '{"url":')
  expect(await findRunning(home.path)).toEqual({ kind: 'none' })
})

test('a file that another process wrote since is left alone', () => {
  using home = temporaryFolder()
  writeControlFile(home.path, fileOf('http://127.0.0.1:1', 4711))
  removeControlFile(home.path, process.pid)
  expect(readControlFile(home.path)).not.toBeNull()
  removeControlFile(home.path, 4711)
  expect(readControlFile(home.path)).toBeNull()
})
