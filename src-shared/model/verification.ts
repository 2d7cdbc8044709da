import { z } from 'zod'

/**
 * The result of checking a signature. `skipped`: no scheme or no secret to check with; `unsigned`: the scheme is
 * known but its header is missing; `pending`: the check needs the network.
 */
export const VerificationState = z.enum(['verified', 'failed', 'unsigned', 'skipped', 'pending'])
export type VerificationState = z.infer<typeof VerificationState>

/** Why a request is not verified, as a code; `verificationReasons` has the words. */
export const VerificationReason = z.enum([
  'no-scheme',
  'no-secret',
  'signature-missing',
  'signature-malformed',
  'timestamp-missing',
  'timestamp-malformed',
  'timestamp-too-old',
  'timestamp-in-future',
  'message-id-missing',
  'signature-mismatch',
  'secret-malformed',
  'replayed',
  'certificate-untrusted',
  'network-needed',
  'network-failed',
])
export type VerificationReason = z.infer<typeof VerificationReason>

/** The words of each reason: what happened, then what to do. */
export const verificationReasons: Record<VerificationReason, { what: string; fix: string }> = {
  'no-scheme': { what: 'The sender is not recognised', fix: 'Choose a provider on the source.' },
  'no-secret': { what: 'No secret to check with', fix: 'Add the signing secret to the source.' },
  'signature-missing': { what: 'The signature header is missing', fix: 'Set a secret where the sender is configured.' },
  'signature-malformed': { what: 'The signature header cannot be read', fix: 'Compare it with the provider’s format.' },
  'timestamp-missing': { what: 'The timestamp is missing', fix: 'Compare the headers with the provider’s format.' },
  'timestamp-malformed': {
    what: 'The timestamp is not a number',
    fix: 'Compare the header with the provider’s format.',
  },
  'timestamp-too-old': {
    what: 'The timestamp is too old',
    fix: 'Check the clocks, or whether this is a replayed request.',
  },
  'timestamp-in-future': { what: 'The timestamp is in the future', fix: 'Check the clocks of sender and receiver.' },
  'message-id-missing': {
    what: 'The message id is missing',
    fix: 'Compare the headers with the provider’s format.',
  },
  'signature-mismatch': {
    what: 'The signature does not match',
    fix: 'Check the secret, and that nothing on the way changed the body.',
  },
  'secret-malformed': { what: 'The secret cannot be used', fix: 'Paste the secret again, whole and without spaces.' },
  replayed: {
    what: 'The same signed request came before',
    fix: 'Find out who sends it again. A sender that repeats what is lost signs it anew, or the replay window is too long.',
  },
  'certificate-untrusted': {
    what: 'The certificate is not the sender’s',
    fix: 'Trust nothing in this request: it names a certificate that lies elsewhere.',
  },
  'network-needed': { what: 'The check waits for an answer from the network', fix: 'Wait a moment, then look again.' },
  'network-failed': {
    what: 'The check could not be made: nobody answered',
    fix: 'Look at the connection of this computer and at the address that is asked.',
  },
}

/** What is kept of a check with its request. */
export const Verification = z.object({
  state: VerificationState,
  reason: VerificationReason.nullable(),
  secretId: z.string().nullable().describe('The secret that matched.'),
  skewSeconds: z.number().nullable().describe('Arrival minus the signed time, where the scheme signs a time.'),
})
export type Verification = z.infer<typeof Verification>

/** One step of a check, as the Signature tab shows it; the first failed step is where the check stopped. */
export const VerificationStep = z.object({
  state: z.enum(['ok', 'failed', 'skipped']),
  title: z.string(),
  detail: z.string().nullable(),
  signedText: z.string().nullable().default(null).describe('The start of the text that was signed.'),
  expected: z
    .string()
    .nullable()
    .default(null)
    .describe('The computed signature, only where it equals the received one.'),
  received: z.string().nullable().default(null),
})
export type VerificationStep = z.infer<typeof VerificationStep>

/** A check told step by step, made anew from the stored bytes. */
export const VerificationReport = Verification.extend({
  provider: z.string().nullable(),
  steps: z.array(VerificationStep),
  documentation: z.string().nullable().describe('The provider’s page on its signature.'),
  samples: z.array(z.object({ language: z.string(), code: z.string() })).describe('The same check in the user’s code.'),
})
export type VerificationReport = z.infer<typeof VerificationReport>
