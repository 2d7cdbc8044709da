import { z } from 'zod'
import { maxTemplateLetters } from '#shared/rules/formats/limits.ts'
import { JsonSchema } from './event-type.ts'

/** The form of what a template makes. What is filled in is escaped for it, and the result is checked. */
export const TemplateFormat = z.enum(['json', 'form', 'xml', 'text'])
export type TemplateFormat = z.infer<typeof TemplateFormat>

/** A template is Liquid; a transform is JavaScript with `function transform(event)`, whose null skips the delivery. */
const TemplateLanguage = z.enum(['liquid', 'javascript'])

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
})
export type TemplateContent = z.infer<typeof TemplateContent>

/** What is wrong with a source or its result. Lines and columns count from 1; null where none can be named. */
export const TemplateFault = z.object({
  message: z.string(),
  line: z.int().nullable(),
  column: z.int().nullable(),
})
export type TemplateFault = z.infer<typeof TemplateFault>
