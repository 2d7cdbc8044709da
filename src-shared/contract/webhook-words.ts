import type { z } from 'zod'
import type { WebhookSettings } from '#shared/model/webhook.ts'

type Settings = z.input<typeof WebhookSettings>

type WordsOf<Value> = { description?: string; examples?: Exclude<Value, null | undefined>[] }

/** What the fields of a webhook are for, where their schemas do not say it, and an example where one is needed. */
export const webhookWords: { readonly [Field in keyof Settings]?: WordsOf<Settings[Field]> } = {
  condition: {
    examples: [{ combinator: 'and', rules: [{ field: 'data.total', operator: 'isMoreThan', value: 100 }] }],
  },
  envelope: { description: 'What stands around the data in the payload.' },
  payload: { description: 'full: all data. thin: ids, status and times.' },
  signatures: {
    description: 'How each delivery is signed, in up to four ways; [] for none.',
    examples: [[{ profile: 'standard' }, { profile: 'taskflow', hash: 'sha512' }]],
  },
  headers: {
    description: 'Headers of your own; a secret value is kept encrypted and shown as null.',
    examples: [[{ name: 'X-Team', value: 'billing' }]],
  },
  auth: {
    description: 'How the target knows the sender: none, basic, bearer or api-key.',
    examples: [
      { kind: 'basic', username: 'creel', secret: 's3cret' },
      { kind: 'bearer', secret: 't0ken' },
      { kind: 'api-key', header: 'X-API-Key', secret: 'k3y' },
    ],
  },
  timeoutMs: { description: 'An attempt that takes longer has failed.' },
  retry: {
    description: 'When a failed delivery is tried again: by schedule, exponential or linear.',
    examples: [
      { kind: 'schedule', delaysSeconds: [5, 60, 3600] },
      { kind: 'exponential', firstSeconds: 10, factor: 2, maxSeconds: 3600, attempts: 6 },
    ],
  },
  breaker: {
    description: 'When a target that keeps failing is left alone for a while.',
    examples: [{ leastAttempts: 10, failedShare: 0.7, restSeconds: 30 }, { isOn: false }],
  },
  autoDisable: {
    description: 'When a webhook that only fails is disabled: never, after-dead-letters or after-failing.',
    examples: [
      { kind: 'after-dead-letters', count: 100 },
      { kind: 'after-failing', seconds: 86_400 },
    ],
  },
  rateLimit: {
    description: 'At most so many attempts on average; null: no limit.',
    examples: [{ count: 10, perSeconds: 1, burst: 20 }],
  },
  tls: {
    description: 'What TLS of an https target must be like.',
    examples: [{ minVersion: 'TLSv1.3' }, { verifies: false }],
  },
  capture: { description: 'What is kept of attempts; summary: no bodies.' },
}
