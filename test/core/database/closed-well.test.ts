import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closeWell, isAsClosed } from '#main/core/database/closed-well.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const openIn = (folder: { path: string }) => {
  const file = join(folder.path, 'creel.db')
  return { file, db: openDatabase(file, 1) }
}

test('a database that was closed is known again until something changes it', () => {
  using folder = temporaryFolder()
  const { file, db } = openIn(folder)
  expect(isAsClosed(file)).toBe(false)
  closeWell(db, file)
  expect(isAsClosed(file)).toBe(true)
  utimesSync(file, new Date(), new Date(1))
  expect(isAsClosed(file)).toBe(false)
})

test('one with a log beside it was not closed', () => {
  using folder = temporaryFolder()
  const { file, db } = openIn(folder)
  closeWell(db, file)
  writeFileSync(`${file}-wal`, 'left by a crash')
  expect(isAsClosed(file)).toBe(false)
})

test('one that was opened and never closed is looked at', () => {
  using folder = temporaryFolder()
  const first = openIn(folder)
  closeWell(first.db, first.file)
  const { file, db } = openIn(folder)
  expect(isAsClosed(file)).toBe(false)
  db.close()
  expect(isAsClosed(file)).toBe(false)
})
