import type { Migration } from './migration.ts'

const workspaces = `
  create table workspace (id text primary key, name text not null, createdAt integer not null) strict;
  insert into workspace values ('ws_00000000000000000000000000', 'My workspace', 0);

  create table source (
    id text primary key,
    workspaceId text not null references workspace (id),
    settings text not null,
    createdAt integer not null,
    updatedAt integer not null,
    deletedAt integer
  ) strict;

  create table address (
    token text primary key,
    workspaceId text not null references workspace (id),
    sourceId text not null references source (id),
    createdAt integer not null,
    retiredAt integer
  ) strict, without rowid;

  create table secret (
    id text primary key,
    workspaceId text not null references workspace (id),
    sourceId text not null references source (id),
    name text not null,
    hint text not null,
    sealed blob not null,
    createdAt integer not null
  ) strict;

  create table view (
    id text primary key,
    workspaceId text not null,
    name text not null,
    q text not null,
    createdAt integer not null
  ) strict;

  create table session (
    id text primary key,
    workspaceId text not null,
    tokenHash blob not null unique,
    createdAt integer not null,
    revokedAt integer
  ) strict;

  create table setting (
    workspaceId text not null,
    name text not null,
    value text not null,
    primary key (workspaceId, name)
  ) strict, without rowid;
`

const requests = `
  create table request (
    seq integer primary key,
    id text not null unique,
    workspaceId text not null,
    sourceId text not null,
    receivedAt integer not null,
    method text not null,
    target text not null,
    pathStart integer not null,
    httpVersion text not null,
    headers text not null,
    trailers text,
    remoteAddress text,
    contentType text,
    bodyBytes integer not null,
    state text not null,
    reason text,
    provider text,
    verificationState text not null,
    verificationReason text,
    secretId text,
    skewSeconds real,
    status integer,
    reply text,
    routed integer not null default 0,
    eventType text,
    providerEventId text,
    summary text,
    bodySha256 blob,
    duplicateOf text,
    timing text,
    pinned integer not null default 0,
    note text,
    readAt integer,
    deletedAt integer,
    undoToken text,
    deliveryCount integer not null default 0,
    deliveryState text
  ) strict;
  create index request_source on request (sourceId, seq);
  create index request_unrouted on request (seq) where routed = 0;
  create index request_event on request (sourceId, providerEventId) where providerEventId is not null;
  create index request_deleted on request (deletedAt) where deletedAt is not null;

  create table body (
    requestSeq integer primary key,
    workspaceId text not null,
    bytes blob not null
  ) strict;

  create virtual table requestText using fts5 (
    path, headers, body,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
  );
  create virtual table requestWord using fts5vocab(requestText, instance);
`

const deliveries = `
  create table delivery (
    id text primary key,
    workspaceId text not null,
    kind text not null,
    state text not null,
    requestId text,
    webhookId text,
    targetUrl text not null,
    dueAt integer,
    createdAt integer not null,
    updatedAt integer not null,
    deletedAt integer
  ) strict;
  create index delivery_state on delivery (state, dueAt);
  create index delivery_request on delivery (requestId) where requestId is not null;

  create table attempt (
    id text primary key,
    workspaceId text not null,
    deliveryId text not null,
    number integer not null,
    startedAt integer not null,
    endedAt integer,
    request text not null,
    response text,
    responseBody blob,
    error text,
    timing text
  ) strict;
  create unique index attempt_delivery on attempt (deliveryId, number);
`

const counters = `
  create table arrival (
    sourceId text not null,
    bucket integer not null,
    workspaceId text not null,
    requests integer not null,
    rejected integer not null,
    primary key (sourceId, bucket)
  ) strict, without rowid;
  create index arrival_bucket on arrival (bucket);

  create table counter (
    sourceId text primary key,
    workspaceId text not null,
    requests integer not null,
    bytes integer not null,
    lastRequestAt integer
  ) strict, without rowid;

  create table watermark (name text primary key, seq integer not null) strict, without rowid;
  insert into watermark values ('requestText', 0);
`

/** The first schema. Deliveries, soft delete, `routed` and the watermark are in it from the start, so that nothing later rewrites tables. */
export const firstLight: Migration = {
  number: 10,
  name: 'first light',
  compatible: false,
  up: (db) => {
    for (const sql of [workspaces, requests, deliveries, counters]) db.exec(sql)
  },
}
