import { z } from 'zod'
import type { SignatureHash as Hash } from './signature-scheme.ts'
import { SignatureHash, SignatureScheme, nextHeader } from './signature-scheme.ts'

/** A way of signing that receivers already know how to check. */
export type SignatureProfile = {
  title: string
  describe: string
  documentation: string
  /** The hashes that its receivers understand, the usual one first. */
  hashes: readonly [Hash, ...Hash[]]
  scheme: SignatureScheme
}

const scheme = SignatureScheme.parse.bind(SignatureScheme)

/** The profiles with a name; `custom` is the one without. */
export const signatureProfiles = {
  standard: {
    title: 'Standard Webhooks',
    describe: 'Message id, timestamp and body; the key is what the secret encodes. Libraries exist in most languages.',
    documentation: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
    hashes: ['sha256'],
    scheme: scheme({
      header: 'webhook-signature',
      key: 'base64',
      content: '{eventId}.{timestamp}.{body}',
      encoding: 'base64',
      item: 'v1,{signature}',
      separator: ' ',
      headers: [
        ['webhook-id', '{eventId}'],
        ['webhook-timestamp', '{timestamp}'],
      ],
    }),
  },
  taskflow: {
    title: 'TaskFlow',
    describe: 'The body alone; the key is the secret as it stands.',
    documentation: 'https://www.rfc-editor.org/rfc/rfc2104',
    hashes: ['sha256', 'sha512'],
    scheme: scheme({
      header: 'X-TaskFlow-Signature',
      item: '{hash}={signature}',
      headers: [
        ['X-TaskFlow-Event', '{eventType}'],
        ['X-TaskFlow-Delivery-ID', '{deliveryId}'],
      ],
    }),
  },
  group: {
    title: 'Group',
    describe: 'Timestamp, a dot, then the body; the key is the secret as it stands.',
    documentation: 'https://www.rfc-editor.org/rfc/rfc2104',
    hashes: ['sha256', 'sha512'],
    scheme: scheme({
      header: 'X-Signature',
      content: '{timestamp}.{body}',
      item: '{hash}={signature}',
      headers: [['X-Timestamp', '{timestamp}']],
    }),
  },
  github: {
    title: 'GitHub',
    describe: 'The body alone, as GitHub signs it.',
    documentation: 'https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries',
    hashes: ['sha256'],
    scheme: scheme({
      header: 'X-Hub-Signature-256',
      item: 'sha256={signature}',
      headers: [
        ['X-GitHub-Event', '{eventType}'],
        ['X-GitHub-Delivery', '{deliveryId}'],
      ],
    }),
  },
  stripe: {
    title: 'Stripe',
    describe: 'Timestamp, a dot, then the body; the key is the whole secret, its whsec_ included.',
    documentation: 'https://docs.stripe.com/webhooks/signature',
    hashes: ['sha256'],
    scheme: scheme({
      header: 'Stripe-Signature',
      content: '{timestamp}.{body}',
      start: 't={timestamp},',
      item: 'v1={signature}',
      separator: ',',
    }),
  },
  slack: {
    title: 'Slack',
    describe: 'v0, timestamp and body, joined by colons.',
    documentation: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
    hashes: ['sha256'],
    scheme: scheme({
      header: 'X-Slack-Signature',
      content: 'v0:{timestamp}:{body}',
      item: 'v0={signature}',
      headers: [['X-Slack-Request-Timestamp', '{timestamp}']],
    }),
  },
} as const satisfies Record<string, SignatureProfile>

export type SignatureProfileName = keyof typeof signatureProfiles
export const SignatureProfileName = z.enum(
  Object.keys(signatureProfiles) as [SignatureProfileName, ...SignatureProfileName[]],
)

/** Which signature a webhook's deliveries carry: that of a profile, or one of the user's own making. */
export const SignatureChoice = z.discriminatedUnion('profile', [
  z
    .object({ profile: SignatureProfileName, hash: SignatureHash.optional() })
    .refine(({ profile, hash }) => hash === undefined || hashesOf(profile).includes(hash), {
      path: ['hash'],
      message: 'is not understood by the receivers of this profile: only sha256 is',
    }),
  z.object({ profile: z.literal('custom'), hash: SignatureHash.default('sha256'), scheme: SignatureScheme }),
])
export type SignatureChoice = z.infer<typeof SignatureChoice>

const hashesOf = (profile: SignatureProfileName): readonly Hash[] => signatureProfiles[profile].hashes

/** The scheme and the hash that a choice stands for. */
export function schemeOf(choice: SignatureChoice): { scheme: SignatureScheme; hash: Hash } {
  if (choice.profile === 'custom') return choice
  const profile: SignatureProfile = signatureProfiles[choice.profile]
  return { scheme: profile.scheme, hash: choice.hash ?? profile.hashes[0] }
}

/** The signatures of a new webhook. */
export const usualSignatures: readonly SignatureChoice[] = [{ profile: 'standard' }, { profile: 'taskflow' }]

/** All headers that a choice may set, in small letters. */
export function headersOf(choice: SignatureChoice): string[] {
  const { header, separator, headers } = schemeOf(choice).scheme
  const names = [header, ...(separator === null ? [nextHeader(header)] : []), ...headers.map(([name]) => name)]
  return names.map((name) => name.toLowerCase())
}

/** The signatures that one delivery carries. Two may not write the same header. */
export const SignatureChoices = z
  .array(SignatureChoice)
  .max(4)
  .superRefine((choices, context) => {
    const taken = new Set<string>()
    for (const [index, choice] of choices.entries()) {
      const clash = headersOf(choice).find((name) => taken.has(name))
      if (clash)
        context.addIssue({ code: 'custom', path: [index], message: `writes ${clash}, which another one does too` })
      for (const name of headersOf(choice)) taken.add(name)
    }
  })
