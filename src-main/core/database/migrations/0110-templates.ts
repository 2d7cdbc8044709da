import type { Migration } from './migration.ts'

/**
 * Templates with their versions, and the version that a delivery was planned with. An older Creel would send its own
 * payloads to webhooks that have a template: it may not use the database any more.
 */
export const templates: Migration = {
  number: 110,
  name: 'templates',
  compatible: false,
  up: (db) => {
    db.exec(`
      create table template (
        id text primary key,
        workspaceId text not null,
        name text not null,
        draft text,
        publishedVersionId text,
        createdAt integer not null,
        updatedAt integer not null,
        deletedAt integer
      ) strict;
      create index template_workspace on template (workspaceId, id);

      create table templateVersion (
        id text primary key,
        workspaceId text not null,
        templateId text not null,
        number integer not null,
        content text not null,
        createdAt integer not null
      ) strict;
      create unique index templateVersion_number on templateVersion (templateId, number);

      alter table delivery add column templateVersionId text;
    `)
  },
}
