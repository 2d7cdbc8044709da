import { z } from 'zod'
import { RequestId, SecretId } from './id.ts'
import { HmacScheme, ProviderName } from './provider.ts'

/** The causes of a failed check that the signature doctor knows, in the order in which they are tried. */
export const DiagnosisCause = z.enum([
  'clock',
  'secret-spaces',
  'secret-encoding',
  'removed-secret',
  'other-secret',
  'other-scheme',
  'wrong-header',
  'signature-encoding',
  'signature-algorithm',
  'address',
  'final-newline',
  'line-endings',
  'byte-order-mark',
  'charset',
  'json-rewritten',
  'form-decoded',
  'compression',
  'other-request',
  'header-missing',
])
export type DiagnosisCause = z.infer<typeof DiagnosisCause>

/** What each cause is, for people: the title of a finding and of a line in what was tried. */
export const diagnosisCauses: Record<DiagnosisCause, string> = {
  clock: 'The clocks differ, or the request is old',
  'secret-spaces': 'Spaces in the secret',
  'secret-encoding': 'The secret is read as text instead of base64, or the other way round',
  'removed-secret': 'A secret that was removed from the source',
  'other-secret': 'The secret of another source or webhook',
  'other-scheme': 'The scheme of another sender',
  'wrong-header': 'The signature stands in another header',
  'signature-encoding': 'The signature is written otherwise: hex, base64, prefix',
  'signature-algorithm': 'Another hash: SHA-1, SHA-256, SHA-512',
  address: 'The signature was made for another address: host, port or scheme',
  'final-newline': 'A newline at the end of the body was added or removed',
  'line-endings': 'Line endings were changed',
  'byte-order-mark': 'A byte order mark was added or removed',
  charset: 'The body was converted to another charset',
  'json-rewritten': 'The JSON was parsed and written anew',
  'form-decoded': 'The form was decoded and written anew',
  compression: 'The body was compressed or unpacked on the way',
  'other-request': 'The signature of another request',
  'header-missing': 'The signature header is missing',
}

/** The one thing that a person can do about a finding with a click. */
export const DiagnosisAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('use-secret'), secretId: SecretId }),
  z.object({ kind: z.literal('add-secret') }),
  z.object({ kind: z.literal('set-provider'), provider: ProviderName, hmac: HmacScheme.nullable() }),
  z.object({ kind: z.literal('copy-code') }),
  z.object({ kind: z.literal('open-request'), requestId: RequestId }),
])
export type DiagnosisAction = z.infer<typeof DiagnosisAction>

/** A cause that fits. */
export const DiagnosisFinding = z.object({
  cause: DiagnosisCause,
  title: z.string(),
  proof: z
    .enum(['recomputed', 'observed'])
    .describe('recomputed: the signature verifies once this is undone. observed: it is seen in the request.'),
  evidence: z.string().describe('What was seen or computed. Never a secret.'),
  fix: z.string().describe('What to do.'),
  action: DiagnosisAction.nullable(),
})
export type DiagnosisFinding = z.infer<typeof DiagnosisFinding>

/** How a cause fared: `skipped` does not apply to this request, `unfinished` was cut short by the limit of work. */
export const DiagnosisTrial = z.object({
  cause: DiagnosisCause,
  title: z.string(),
  outcome: z.enum(['fits', 'no', 'skipped', 'unfinished']),
  tried: z.int().describe('How many ways were computed.'),
})
export type DiagnosisTrial = z.infer<typeof DiagnosisTrial>

/** Why the signature of a request does not verify. */
export const Diagnosis = z.object({
  state: z
    .enum(['found', 'none', 'not-needed'])
    .describe('none: no known cause fits. not-needed: it is verified, or there is nothing to check.'),
  summary: z.string().describe('The diagnosis in one sentence.'),
  findings: z.array(DiagnosisFinding).describe('Two where the time is out and something else is wrong too.'),
  trials: z.array(DiagnosisTrial).describe('Up to the cause that fits, in order.'),
})
export type Diagnosis = z.infer<typeof Diagnosis>
