import type { Migration } from './migration.ts'

// `trigger` and `action` are words of SQLite itself.
const triggers = `
  create table "trigger" (
    id text primary key,
    workspaceId text not null,
    settings text not null,
    enabled integer not null,
    version integer not null,
    createdAt integer not null,
    updatedAt integer not null,
    deletedAt integer
  ) strict;
  create index trigger_workspace on "trigger" (workspaceId, id);

  create table run (
    id text primary key,
    workspaceId text not null,
    triggerId text not null,
    triggerVersion integer not null,
    eventId text not null,
    eventType text not null,
    requestId text,
    state text not null,
    stopped text,
    reason text,
    chain text not null,
    createdAt integer not null,
    endedAt integer
  ) strict;
  create unique index run_once on run (eventId, triggerId);
  create index run_trigger on run (triggerId, id);
  create index run_open on run (id) where endedAt is null;
  create index run_ended on run (endedAt) where endedAt is not null;

  create table "action" (
    id text primary key,
    workspaceId text not null,
    runId text not null,
    position integer not null,
    kind text not null,
    settings text not null,
    state text not null,
    result text,
    tries integer not null default 0,
    startedAt integer,
    endedAt integer
  ) strict;
  create unique index action_run on "action" (runId, position);

  create table urlTarget (
    id text primary key,
    workspaceId text not null,
    url text not null,
    createdAt integer not null
  ) strict;
`

const causes = `
  alter table event add column cause text;
  alter table event add column causeRunId text;
  create index event_cause on event (causeRunId) where causeRunId is not null;

  alter table delivery add column actionId text;
  drop index delivery_once;
  create unique index delivery_once on delivery (eventId, webhookId)
    where eventId is not null and webhookId is not null and replayOf is null and isTest = 0 and actionId is null;
  create unique index delivery_action on delivery (actionId) where actionId is not null and replayOf is null;
`

/**
 * Triggers, their runs and actions, and by what an event or a delivery was caused. An older Creel would accept requests
 * without running triggers on them: it may not use the database any more.
 */
export const triggersAndRuns: Migration = {
  number: 120,
  name: 'triggers and runs',
  compatible: false,
  up: (db) => {
    db.exec(triggers)
    db.exec(causes)
  },
}
