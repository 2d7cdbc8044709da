import { X509Certificate } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '#shared/contract/problem.ts'
import type { Problem } from '#shared/contract/problem.ts'
import type { WebhookSettings } from '#shared/model/webhook.ts'
import { headersOf } from '#shared/rules/signature-profiles.ts'
import { secretProblem } from '#shared/rules/signing-secret.ts'
import { validateConditions } from '#main/core/rules/validate-conditions.ts'
import { leadsToOwnPort } from '#main/core/security/own-address.ts'
import { refusalOfUrl } from '#main/core/security/egress-policy.ts'
import type { Egress } from '#main/core/ports.ts'
import type { OwnAddresses } from '#main/core/sources/check-forwarding.ts'

type Faults = NonNullable<Problem['errors']>

/** `before`: the settings as they were; null: the webhook is new. */
type Wishes = { before: WebhookSettings | null; egress: Egress; own: Pick<OwnAddresses, 'controlPort'> }

/** Refuses settings of a webhook that could never work, with what is wrong by field. */
export function checkWebhook(settings: WebhookSettings, wishes: Wishes): void {
  const errors = [
    ...targetFaults(settings, wishes),
    ...headerFaults(settings),
    ...retryFaults(settings, wishes),
    ...tlsFaults(settings, wishes),
    ...(settings.condition ? validateConditions(settings.condition, { path: 'condition', of: 'event' }) : []),
  ]
  if (errors.length === 0) return
  const words = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new AppError('bad-input', `The webhook cannot be used: ${words}.`, { errors })
}

// A source of our own may be a target: its hop header ends a loop. The control port never is one. A target that stays as
// it was is no fault of what is changed besides: a webhook can be switched off under whichever policy.
function targetFaults({ url }: WebhookSettings, { before, egress, own }: Wishes): Faults {
  if (leadsToOwnPort(url, own.controlPort)) return [{ path: 'url', message: 'leads to Creel’s own control port' }]
  const refusal = before?.url === url ? null : refusalOfUrl(url, egress.refusalOf)
  return refusal === null
    ? []
    : [{ path: 'url', message: `leads where nothing may be sent. ${refusal} ${adviceOf(egress)}` }]
}

const adviceOf = ({ mode }: Egress): string =>
  mode === 'remote' ? 'Use a public address, or allow a private range with --egress-allow' : 'Use another address'

function retryFaults({ retry }: WebhookSettings, { before }: Wishes): Faults {
  if (retry.kind === 'schedule' || isDeepStrictEqual(retry, before?.retry)) return []
  const isBackwards = retry.firstSeconds > retry.maxSeconds
  return isBackwards ? [{ path: 'retry.maxSeconds', message: 'is less than the first delay' }] : []
}

const pem = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

function tlsFaults({ tls: { authority } }: WebhookSettings, { before }: Wishes): Faults {
  if (authority === null || authority === before?.tls.authority) return []
  const certificates = authority.match(pem) ?? []
  // A key beside it would be kept, and shown to whoever may see the webhook.
  const isElse = authority.replaceAll(pem, '').includes('-----')
  const isWhole = certificates.length > 0 && certificates.every(isCertificate) && !isElse
  return isWhole ? [] : [{ path: 'tls.authority', message: 'holds something that is no certificate in PEM' }]
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined
  } catch {
    return false
  }
}

function headerFaults({ headers, auth, signatures }: WebhookSettings): Faults {
  const taken = new Set(signatures.flatMap(headersOf))
  if (auth.kind === 'api-key' && taken.has(auth.header.toLowerCase())) {
    return [{ path: 'auth.header', message: 'is a header of the signature' }]
  }
  if (auth.kind !== 'none') taken.add(auth.kind === 'api-key' ? auth.header.toLowerCase() : 'authorization')
  return headers.flatMap(({ name }, index) => {
    const lower = name.toLowerCase()
    const message = taken.has(lower) ? 'is set already, by the signature, the authentication or another header' : null
    taken.add(lower)
    return message === null ? [] : [{ path: `headers.${index}.name`, message }]
  })
}

/** Refuses secrets that cannot sign as a webhook is to be signed. Throws `bad-secret`. */
export function checkSecrets({ signatures }: Pick<WebhookSettings, 'signatures'>, secrets: readonly string[]): void {
  const [problem] = secrets.flatMap((secret) =>
    signatures.map((choice) => secretProblem(choice, secret)).filter((found) => found !== null),
  )
  if (problem === undefined) return
  throw new AppError('bad-secret', problem, {
    errors: [{ path: 'secret', message: 'cannot sign as this webhook does' }],
  })
}
