import type { Migration } from './migration.ts'

const tasks = `
  create table taskProject (
    id text primary key,
    workspaceId text not null,
    name text not null,
    createdAt integer not null,
    updatedAt integer not null
  ) strict;

  create table task (
    id text primary key,
    workspaceId text not null,
    number integer not null,
    projectId text,
    title text not null,
    description text,
    status text not null,
    priority text,
    assignee text,
    assigneeId text,
    assignmentHistory text not null,
    due text,
    labels text not null,
    category text,
    parentId text,
    dependencies text not null,
    externalId text,
    requestId text,
    via text not null,
    createdAt integer not null,
    updatedAt integer not null,
    deletedAt integer
  ) strict;
  create unique index task_number on task (workspaceId, number);
  create unique index task_external on task (workspaceId, coalesce(projectId, ''), externalId)
    where externalId is not null and deletedAt is null;
  create index task_status on task (workspaceId, status, id) where deletedAt is null;
  create index task_parent on task (parentId) where parentId is not null;

  create table taskComment (
    id text primary key,
    workspaceId text not null,
    taskId text not null,
    body text not null,
    author text not null,
    createdAt integer not null
  ) strict;
  create index taskComment_task on taskComment (taskId, id);

  create table taskHistory (
    seq integer primary key,
    workspaceId text not null,
    taskId text not null,
    at integer not null,
    kind text not null,
    actor text,
    via text not null,
    changes text not null,
    note text
  ) strict;
  create index taskHistory_task on taskHistory (taskId, seq);

  create table taskEvent (
    eventId text primary key,
    workspaceId text not null,
    taskId text not null,
    historySeq integer not null,
    type text not null
  ) strict, without rowid;
  create index taskEvent_task on taskEvent (taskId, eventId);
  create index taskEvent_workspace on taskEvent (workspaceId, eventId);
  create index taskEvent_history on taskEvent (historySeq);
`

/** Tasks with their comments, their history, and which events told it. */
export const addTasks: Migration = {
  number: 100,
  name: 'tasks',
  compatible: true,
  up: (db) => {
    db.exec(tasks)
  },
}
