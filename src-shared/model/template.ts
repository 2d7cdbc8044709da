import { z } from 'zod'
import { maxTemplateLetters } from '#shared/rules/formats/limits.ts'
import { JsonSchema } from './event-type.ts'
import { EventMetadata, EventTypeName, JsonValue } from './event.ts'
import { TemplateId, TemplateVersionId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

/** The form of what a template makes. What is filled in is escaped for it, and the result is checked. */
export const TemplateFormat = z.enum(['json', 'form', 'xml', 'text'])
export type TemplateFormat = z.infer<typeof TemplateFormat>

/** A template is Liquid; a transform is JavaScript with `function transform(event)`, whose null skips the delivery. */
export const TemplateLanguage = z.enum(['liquid', 'javascript'])
export type TemplateLanguage = z.infer<typeof TemplateLanguage>

/** An event as templates, transforms and their tests are given it; what is left out is made up. */
export const TemplateEvent = z.object({
  id: z.string().max(255).optional(),
  workspaceId: z.string().max(255).optional(),
  type: EventTypeName.optional(),
  version: z.int().min(1).optional(),
  source: z.string().max(255).optional(),
  time: Timestamp.optional(),
  data: z.record(z.string(), JsonValue).optional(),
  metadata: EventMetadata.optional(),
})
export type TemplateEvent = z.infer<typeof TemplateEvent>

/** What is expected of an event: JSON for the formats json and form, text for the others; null: it is skipped. */
export const TemplateTest = z.object({
  name: z.string().trim().min(1).max(120),
  event: TemplateEvent,
  expected: JsonValue,
})
export type TemplateTest = z.infer<typeof TemplateTest>

/** What `Content-Type` may be: a media type with parameters, in one line. */
const ContentType = z
  .string()
  .max(200)
  .regex(
    /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\w!#$&^.+-]+=("[^"\\\x00-\x1f\x7f-\uffff]*"|[\w!#$&^.+-]+))*$/,
    'must be a media type',
  )

/** What a version of a template says. */
export const TemplateContent = z.object({
  language: TemplateLanguage.default('liquid'),
  format: TemplateFormat.default('json'),
  contentType: ContentType.nullable().default(null).describe('null: as is usual for the format.'),
  source: z.string().max(maxTemplateLetters),
  inputSchema: JsonSchema.nullable().default(null).describe('What the data of an event must be like.'),
  outputSchema: JsonSchema.nullable().default(null).describe('What the payload must be like.'),
  tests: z.array(TemplateTest).max(50).default([]),
})
export type TemplateContent = z.infer<typeof TemplateContent>

/** A version that was published: it never changes. */
export const TemplateVersion = z.object({
  id: TemplateVersionId,
  templateId: TemplateId,
  number: z.int().describe('1 for the first.'),
  isPublished: z.boolean().describe('It is the one that new deliveries are made with.'),
  createdAt: Timestamp.nullable().describe('null: it comes with Creel.'),
  content: TemplateContent,
})
export type TemplateVersion = z.infer<typeof TemplateVersion>

/** What a payload looks like where it is received, as far as Creel can show it. */
export const TemplateLook = z.enum(['slack', 'teams', 'discord']).nullable()
export type TemplateLook = z.infer<typeof TemplateLook>

/** A template or transform. Those that come with Creel have names for ids: `tpl_slack`. */
export const Template = z.object({
  id: TemplateId,
  workspaceId: WorkspaceId,
  name: z.string(),
  isBuiltIn: z.boolean().describe('It comes with Creel and cannot be changed; copy it.'),
  language: TemplateLanguage,
  format: TemplateFormat,
  versionCount: z.int(),
  publishedVersion: z.int().nullable().describe('The number of the version that deliveries are made with.'),
  publishedVersionId: TemplateVersionId.nullable().describe('null: it was never published.'),
  hasDraft: z.boolean(),
  webhookCount: z.int().describe('Webhooks that use it.'),
  createdAt: Timestamp.nullable(),
  updatedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
})
export type Template = z.infer<typeof Template>

/** A template with what it says: the draft, and what is published. */
export const TemplateDetail = Template.extend({
  draft: TemplateContent.nullable().describe('null: nothing differs from what is published.'),
  published: TemplateContent.nullable(),
})
export type TemplateDetail = z.infer<typeof TemplateDetail>

/** What is wrong with a source or its result. Lines and columns count from 1; null where none can be named. */
export const TemplateFault = z.object({
  message: z.string(),
  line: z.int().nullable(),
  column: z.int().nullable(),
})
export type TemplateFault = z.infer<typeof TemplateFault>

/** A field that a template asks for and some events do not have. */
export const FieldGap = z.object({
  path: z.string().describe('Such as data.customer.name.'),
  line: z.int(),
  column: z.int(),
  missing: z.int().describe('In so many of the events.'),
  instead: z.string().nullable().describe('A field that all of them have, under a like name.'),
})
export type FieldGap = z.infer<typeof FieldGap>

export const TemplateTestResult = z.object({
  name: z.string(),
  passed: z.boolean(),
  actual: JsonValue.describe('What came of it instead; null: it was skipped.'),
  fault: TemplateFault.nullable(),
})
export type TemplateTestResult = z.infer<typeof TemplateTestResult>
