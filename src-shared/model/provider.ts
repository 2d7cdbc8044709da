import { z } from 'zod'

/** The senders whose requests Creel recognises and whose signatures it checks. */
export const ProviderName = z.enum(['github', 'stripe', 'standard-webhooks', 'hmac'])
export type ProviderName = z.infer<typeof ProviderName>

/** What a person sees of a provider: its name, two letters for the badge, and its page on signatures. */
export type ProviderLabel = { title: string; short: string; documentation: string }

/** The labels of all providers; the badge's tint is `--pv-<name>` in the renderer's tokens. */
export const providerLabels: Record<ProviderName, ProviderLabel> = {
  github: {
    title: 'GitHub',
    short: 'GH',
    documentation: 'https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries',
  },
  stripe: { title: 'Stripe', short: 'St', documentation: 'https://docs.stripe.com/webhooks/signature' },
  'standard-webhooks': {
    title: 'Standard Webhooks',
    short: 'SW',
    documentation: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  },
  hmac: { title: 'Generic HMAC', short: 'HM', documentation: 'https://www.rfc-editor.org/rfc/rfc2104' },
}

/** How a sender without a scheme of its own signs: where the signature stands and what it covers. */
export const HmacScheme = z.object({
  header: z.string().min(1).default('X-Signature').describe('The header that holds the signature.'),
  algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  prefix: z.string().default('').describe('Text before the signature, such as "sha256="; accepted with or without.'),
  timestampHeader: z.string().nullable().default(null).describe('The header that holds the time of signing, if any.'),
  content: z
    .string()
    .default('{body}')
    .refine((text) => text.includes('{body}'), 'must contain {body}')
    .describe('What is signed: {body}, {timestamp} and any text between, such as "{timestamp}.{body}".'),
})
export type HmacScheme = z.infer<typeof HmacScheme>
