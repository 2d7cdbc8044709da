import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { addTasks } from '#main/core/database/migrations/0100-tasks.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const insert = `
  insert into task (id, workspaceId, number, projectId, title, status, assignmentHistory, labels, dependencies,
    externalId, via, createdAt, updatedAt, deletedAt)
  values (?, 'ws', ?, ?, 'Write', 'open', '[]', '[]', '[]', ?, 'api', 1, 1, ?)`

test('tasks have their tables; an external id is that of one task of a project, deleted ones aside', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < addTasks.number),
    0,
  )
  migrate(db, [addTasks], 0)
  const add = db.prepare(insert)
  add.run('task_1', 1, null, 'jira-1', null)
  add.run('task_2', 2, 'prj_1', 'jira-1', null)
  add.run('task_3', 3, null, 'jira-1', 5)
  expect(() => add.run('task_4', 4, null, 'jira-1', null)).toThrow(/UNIQUE/)
  expect(() => add.run('task_5', 3, null, null, null)).toThrow(/UNIQUE/)
  const tables = db.prepare(`select name from sqlite_master where type = 'table' and name like 'task%' order by name`)
  expect(tables.pluck().all()).toEqual(['task', 'taskComment', 'taskEvent', 'taskHistory', 'taskProject'])
})
