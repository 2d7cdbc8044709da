import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

test('every file of a running Creel is for this user only', async () => {
  await using creel = await runService()
  const modes = readdirSync(creel.home).map((name) => [name, statSync(join(creel.home, name)).mode & 0o777])
  const names = modes.map(([name]) => name)
  expect(names).toEqual(
    expect.arrayContaining(['control.json', 'creel.db', 'creel.db-wal', 'creel.lock', 'secret.key']),
  )
  expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([])
})
