import type { Migration } from './migration.ts'

// An accepted request is an event without a row here: its id is `evt_` and the ULID of the request.
const events = `
  create table event (
    id text primary key,
    workspaceId text not null,
    type text not null,
    version integer not null,
    source text not null,
    time integer not null,
    data text not null,
    metadata text not null,
    priority integer not null default 0,
    dedupeKey text,
    idempotencyKey text,
    digest blob,
    createdAt integer not null
  ) strict;
  create index event_type on event (workspaceId, type, id);
  create index event_dedupe on event (workspaceId, type, dedupeKey, createdAt) where dedupeKey is not null;
  create unique index event_idempotency on event (workspaceId, idempotencyKey) where idempotencyKey is not null;
  create index event_created on event (createdAt);

  create table eventType (
    id text primary key,
    workspaceId text not null,
    name text not null,
    version integer not null,
    description text not null,
    jsonSchema text not null,
    sample text not null,
    createdAt integer not null,
    updatedAt integer not null
  ) strict;
  create unique index eventType_version on eventType (workspaceId, name, version);
`

const webhooks = `
  create table webhook (
    id text primary key,
    workspaceId text not null,
    settings text not null,
    credentials blob,
    status text not null,
    statusReason text,
    statusSince integer not null,
    createdBy text,
    nextRotationAt integer,
    createdAt integer not null,
    updatedAt integer not null,
    deletedAt integer
  ) strict;
  create index webhook_workspace on webhook (workspaceId, id);

  create table webhookSecret (
    id text primary key,
    workspaceId text not null,
    webhookId text not null,
    hint text not null,
    sealed blob not null,
    createdAt integer not null,
    startsAt integer not null,
    endsAt integer
  ) strict;
  create index webhookSecret_webhook on webhookSecret (webhookId, startsAt);

  create table webhookState (
    webhookId text primary key,
    workspaceId text not null,
    breaker text,
    rateBucket real,
    failureRun text,
    dailyUse text,
    lastEventAt integer,
    lastTriggeredAt integer,
    lastSuccessAt integer,
    deliveredCount integer not null default 0,
    deadLetterCount integer not null default 0
  ) strict, without rowid;

  create table webhookMinute (
    webhookId text not null,
    minute integer not null,
    workspaceId text not null,
    planned integer not null default 0,
    attempts integer not null default 0,
    delivered integer not null default 0,
    failed integer not null default 0,
    deadLettered integer not null default 0,
    totalMs integer not null default 0,
    maxMs integer not null default 0,
    under100Ms integer not null default 0,
    under300Ms integer not null default 0,
    under1000Ms integer not null default 0,
    under3000Ms integer not null default 0,
    under10000Ms integer not null default 0,
    primary key (webhookId, minute)
  ) strict, without rowid;
  create index webhookMinute_minute on webhookMinute (minute);
`

const deliveries = `
  alter table delivery add column eventId text;
  alter table delivery add column eventType text;
  alter table delivery add column priority integer not null default 0;
  alter table delivery add column attemptCount integer not null default 0;
  alter table delivery add column firstAttemptAt integer;
  alter table delivery add column lastAttemptAt integer;
  alter table delivery add column endedAt integer;
  alter table delivery add column leaseOwner text;
  alter table delivery add column leaseUntil integer;
  alter table delivery add column reason text;
  alter table delivery add column lastStatus integer;
  alter table delivery add column errorClass text;
  alter table delivery add column isTest integer not null default 0;
  alter table delivery add column replayOf text;

  update delivery set
    attemptCount = (select count(*) from attempt where deliveryId = delivery.id),
    firstAttemptAt = (select min(startedAt) from attempt where deliveryId = delivery.id),
    lastAttemptAt = (select max(startedAt) from attempt where deliveryId = delivery.id),
    endedAt = case when state in ('delivered', 'dead_letter', 'cancelled') then updatedAt end;

  create unique index delivery_once on delivery (eventId, webhookId)
    where eventId is not null and webhookId is not null and replayOf is null and isTest = 0;
  create index delivery_event on delivery (eventId) where eventId is not null;
  create index delivery_webhook on delivery (webhookId, id) where webhookId is not null;
  create index delivery_due on delivery (dueAt) where webhookId is not null and dueAt is not null;
  create index delivery_owed on delivery (webhookId, dueAt)
    where webhookId is not null and state in ('queued', 'sending', 'retrying', 'held');
  create index delivery_ended on delivery (endedAt) where endedAt is not null;

  create table rendering (
    deliveryId text primary key,
    workspaceId text not null,
    headers text not null,
    body blob not null,
    createdAt integer not null
  ) strict;

  alter table attempt add column webhookId text;
  alter table attempt add column status integer;
  alter table attempt add column errorClass text;
  alter table attempt add column isLate integer not null default 0;
  create index attempt_webhook on attempt (webhookId, id) where webhookId is not null;
`

/**
 * Events, webhooks with their secrets, and what a delivery to a webhook is made of. An older Creel would accept
 * requests without sending their events on: it may not use the database any more.
 */
export const eventsAndWebhooks: Migration = {
  number: 60,
  name: 'events and webhooks',
  compatible: false,
  up: (db) => {
    for (const sql of [events, webhooks, deliveries]) db.exec(sql)
  },
}
