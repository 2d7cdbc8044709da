import { AppError } from '#shared/contract/problem.ts'
import type { Problem } from '#shared/contract/problem.ts'
import type { WebhookSettings } from '#shared/model/webhook.ts'
import { headersOf } from '#shared/rules/signature-profiles.ts'
import { secretProblem } from '#shared/rules/signing-secret.ts'
import { validateConditions } from '#main/core/rules/validate-conditions.ts'
import { leadsToOwnPort } from '#main/core/security/own-address.ts'
import type { OwnAddresses } from '#main/core/sources/check-forwarding.ts'

type Faults = NonNullable<Problem['errors']>

/** Refuses settings of a webhook that could never work, with what is wrong by field. */
export function checkWebhook(settings: WebhookSettings, own: Pick<OwnAddresses, 'controlPort'>): void {
  const errors = [
    ...targetFaults(settings, own),
    ...headerFaults(settings),
    ...(settings.condition ? validateConditions(settings.condition, { path: 'condition', of: 'event' }) : []),
  ]
  if (errors.length === 0) return
  const words = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new AppError('bad-input', `The webhook cannot be used: ${words}.`, { errors })
}

// A source of our own may be a target: its hop header ends a loop. The control port never is one.
const targetFaults = ({ url }: WebhookSettings, { controlPort }: Pick<OwnAddresses, 'controlPort'>): Faults =>
  leadsToOwnPort(url, controlPort) ? [{ path: 'url', message: 'leads to Creel’s own control port' }] : []

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
