import { z } from 'zod'
import { hopHeaders } from '#shared/model/header-pairs.ts'
import { placeholdersIn } from './placeholders.ts'

/** The hash of an HMAC. */
export const SignatureHash = z.enum(['sha256', 'sha512'])
export type SignatureHash = z.infer<typeof SignatureHash>

/** The name of a header that a delivery may set (RFC 9110 section 5.6.2): none of those that belong to the connection. */
export const HeaderName = z
  .string()
  .max(100)
  .regex(/^[!#$%&'*+.^_`|~\dA-Za-z-]+$/, 'is not a name of a header: letters, digits and - are')
  .refine((name) => !hopHeaders.has(name.toLowerCase()), 'belongs to the connection and cannot be set')

/** What a header or the signed text may be filled in with; `eventId` is also the `webhook-id`, the same on every attempt. */
const messageFields = ['eventId', 'deliveryId', 'eventType', 'timestamp'] as const

function template(fields: readonly string[], needed: readonly string[] = []) {
  const names = (list: readonly string[]): string => list.map((field) => `{${field}}`).join(', ')
  return z
    .string()
    .max(200)
    .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII on one line')
    .refine(
      (text) => placeholdersIn(text).every((field) => fields.includes(field)),
      `may contain ${names(fields)} and plain text`,
    )
    .refine((text) => needed.every((field) => text.includes(`{${field}}`)), `must contain ${names(needed)}`)
}

/**
 * How a delivery is signed with an HMAC: over which text, with which key, and where the signature stands. Templates
 * are filled in with what stands in braces; `timestamp` is the time of the attempt in seconds since 1970.
 */
export const SignatureScheme = z.object({
  header: HeaderName.describe('The header that holds the signature.'),
  key: z
    .enum(['text', 'base64'])
    .default('text')
    .describe('text: the UTF-8 bytes of the secret. base64: what the secret after `whsec_` encodes.'),
  content: template([...messageFields, 'body'], ['body'])
    .default('{body}')
    .describe('What is signed.'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  start: template(messageFields).default('').describe('Stands once at the start of the header.'),
  item: template(['signature', 'hash'], ['signature'])
    .default('{signature}')
    .describe('One signature, such as {hash}={signature}.'),
  separator: z
    .string()
    .max(5)
    .regex(/^[\x20-\x7e]+$/)
    .nullable()
    .default(null)
    .describe(
      'Between the signatures of two secrets; null: a header holds one, and the next secret signs `<header>-Next`.',
    ),
  headers: z
    .array(z.tuple([HeaderName, template(messageFields)]))
    .max(10)
    .default([])
    .describe('Headers that belong to the signature or say what is sent.'),
})
export type SignatureScheme = z.infer<typeof SignatureScheme>

/** The header of the secret that comes next, where a header holds one signature only. */
export const nextHeader = (header: string): string => `${header}-Next`
