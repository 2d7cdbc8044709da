import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { taskmasterLinks } from '#main/core/database/migrations/0150-taskmaster-links.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('a folder is linked once a workspace, and a task is agreed on once', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < taskmasterLinks.number),
    0,
  )
  migrate(db, [taskmasterLinks], 0)
  const link = db.prepare(`insert into taskmasterLink values (?, 'ws', 'prj', '/work/shop', 5, null, null)`)
  link.run('tml_1')
  expect(() => link.run('tml_2')).toThrow(/UNIQUE/)
  const base = db.prepare(`insert into taskmasterBase values ('task_1', 'tml_1', ?, '{}', '{}', '[]', null)`)
  base.run('master/1')
  expect(() => base.run('master/2')).toThrow(/UNIQUE|PRIMARY/)
  db.exec(`insert into taskmasterConflict (linkId, taskId, at, field, taken, replaced)
    values ('tml_1', 'task_1', 5, 'title', '"one"', '"two"')`)
  expect(db.prepare('select seq, field from taskmasterConflict').all()).toEqual([{ seq: 1, field: 'title' }])
})
