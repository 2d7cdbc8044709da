import { z } from 'zod'
import { EventId, TemplateId } from '#shared/model/id.ts'
import {
  FieldGap,
  Template,
  TemplateContent,
  TemplateDetail,
  TemplateEvent,
  TemplateFault,
  TemplateTestResult,
  TemplateVersion,
} from '#shared/model/template.ts'
import { changesOf, operation, page, queryFlag } from './operation.ts'

const changes = changesOf(TemplateContent.shape)
const { tests: _, ...sourceChanges } = changes
const name = z.string().trim().min(1).max(80)
const one = z.object({ id: TemplateId })
const ofWhich = { id: TemplateId.optional().describe('A kept one: its draft, or else what is published.') }

const Preview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rendered'),
    text: z.string(),
    bytes: z.int(),
    tookMs: z.number(),
    contentType: z.string(),
  }),
  z.object({ kind: z.literal('skipped') }).describe('Its transform wants nothing to be sent.'),
  z.object({ kind: z.literal('failed'), fault: TemplateFault }),
])

export const templatesOperations = {
  'templates.list': operation({
    summary: 'List the templates and transforms: your own, then those that come with Creel.',
    method: 'GET',
    path: '/templates',
    scope: 'read',
    input: z.object({ deleted: queryFlag.default(false).describe('List the deleted ones instead.') }),
    output: page(Template),
  }),
  'templates.get': operation({
    summary: 'Show one template with its draft and what is published of it.',
    method: 'GET',
    path: '/templates/{id}',
    scope: 'read',
    input: one,
    output: TemplateDetail,
  }),
  'templates.versions': operation({
    summary: 'List the versions of a template, newest first.',
    method: 'GET',
    path: '/templates/{id}/versions',
    scope: 'read',
    input: one,
    output: page(TemplateVersion),
  }),
  'templates.create': operation({
    summary: 'Make a template or transform as a draft. Publish it to use it.',
    method: 'POST',
    path: '/templates',
    scope: 'write',
    success: 201,
    input: z.object({
      name,
      from: TemplateId.optional().describe('What is left out is as it is there.'),
      ...changes,
    }),
    output: TemplateDetail,
  }),
  'templates.update': operation({
    summary: 'Change a template: its name at once, all else as a draft. What is left out stays.',
    method: 'PATCH',
    path: '/templates/{id}',
    scope: 'write',
    input: z.object({ ...one.shape, name: name.optional(), ...changes }),
    output: TemplateDetail,
  }),
  'templates.discardDraft': operation({
    summary: 'Throw the draft of a template away; what is published stays.',
    method: 'DELETE',
    path: '/templates/{id}/draft',
    scope: 'write',
    input: one,
    output: TemplateDetail,
  }),
  'templates.publish': operation({
    summary: 'Publish the draft as the next version. What is queued keeps the version it was planned with.',
    method: 'POST',
    path: '/templates/{id}/publish',
    scope: 'write',
    input: z.object({
      ...one.shape,
      despiteTests: z.boolean().default(false).describe('Also where its tests fail.'),
    }),
    output: TemplateDetail,
  }),
  'templates.rollBack': operation({
    summary: 'Make an earlier version the published one again; the draft stays as it is.',
    method: 'POST',
    path: '/templates/{id}/roll-back',
    scope: 'write',
    input: z.object({ ...one.shape, number: z.int().min(1).describe('Of the version.') }),
    output: TemplateDetail,
  }),
  'templates.delete': operation({
    summary: 'Delete a template that nothing uses. It can be restored.',
    method: 'DELETE',
    path: '/templates/{id}',
    scope: 'write',
    success: 204,
    input: one,
    output: z.null(),
  }),
  'templates.restore': operation({
    summary: 'Bring a deleted template back.',
    method: 'POST',
    path: '/templates/{id}/restore',
    scope: 'write',
    input: one,
    output: TemplateDetail,
  }),
  'templates.preview': operation({
    summary: 'Show what a template makes of an event. Nothing is sent or kept.',
    method: 'POST',
    path: '/templates/preview',
    scope: 'read',
    input: z.object({
      ...ofWhich,
      ...sourceChanges,
      eventId: EventId.optional().describe('The event; left out: `event`, or else the newest there is.'),
      event: TemplateEvent.optional(),
      measures: z.boolean().default(false).describe('Also look for its fields in the last 100 events of this type.'),
    }),
    output: z.object({
      result: Preview,
      eventId: z.string(),
      eventType: z.string(),
      measured: z.int().describe('So many events were looked at.'),
      gaps: z.array(FieldGap).describe('Fields that some of them do not have, worst first.'),
    }),
  }),
  'templates.test': operation({
    summary: 'Run the tests of a template or transform.',
    method: 'POST',
    path: '/templates/test',
    scope: 'read',
    input: z.object({ ...ofWhich, ...changes }),
    output: z.object({ passed: z.int(), failed: z.int(), items: z.array(TemplateTestResult) }),
  }),
}
