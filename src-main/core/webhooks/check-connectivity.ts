import type { ConnectivityReport, ConnectivityStep } from '#shared/model/connectivity.ts'
import { ConnectivityStepName } from '#shared/model/connectivity.ts'
import { renderEnvelope } from '#shared/rules/envelopes.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { CheckTarget, Clock, OutgoingRequest, SendRequest } from '#main/core/ports.ts'
import type { LiveWebhook } from './live-webhook.ts'
import { signingSecrets } from './secret-rotation.ts'
import { signDelivery } from './sign-delivery.ts'

export type CheckParts = { clock: Clock; makeId: MakeId; sendRequest: SendRequest; checkTarget: CheckTarget }

const pingType = 'webhook.ping'
const keptBytes = 1000

/**
 * Looks at the way to a webhook's target step by step; `pings`: last it sends a signed ping, which is no delivery and
 * is not recorded.
 */
export async function checkConnectivity(
  parts: CheckParts,
  webhook: LiveWebhook,
  { pings, signal }: { pings: boolean; signal: AbortSignal },
): Promise<ConnectivityReport> {
  const { url, timeoutMs, tls } = webhook.settings
  const { steps, certificateEndsAt } = await parts.checkTarget(url, { timeoutMs, tls, signal })
  const hasFailed = steps.some(({ state }) => state === 'failed')
  if (pings && !hasFailed) steps.push(await ping(parts, webhook, signal))
  const told = new Map(steps.map((step) => [step.step, step]))
  const all = ConnectivityStepName.options.map((step) => told.get(step) ?? skipped(step, { hasFailed, pings }))
  return {
    url,
    isReachable: all.every(({ state }) => state !== 'failed'),
    steps: all,
    certificateEndsAt: certificateEndsAt === null ? null : new Date(certificateEndsAt).toISOString(),
  }
}

function skipped(
  step: ConnectivityStep['step'],
  { hasFailed, pings }: { hasFailed: boolean; pings: boolean },
): ConnectivityStep {
  const why = step === 'answer' && !pings ? 'No ping was asked for.' : 'The target is http.'
  return { step, state: 'skipped', detail: hasFailed ? 'An earlier step failed.' : why, tookMs: null }
}

async function ping(parts: CheckParts, webhook: LiveWebhook, signal: AbortSignal): Promise<ConnectivityStep> {
  const request = pingRequest(parts, webhook)
  if (typeof request === 'string') return { step: 'answer', state: 'failed', detail: request, tookMs: null }
  const { timeoutMs, tls } = webhook.settings
  const options = { timeoutMs, keepBytes: keptBytes, signal, tls }
  const result = await parts.sendRequest(request, options)
  const tookMs = result.timing.totalMs
  if (result.kind === 'failed') return { step: 'answer', state: 'failed', detail: result.message, tookMs }
  const isSuccess = result.status >= 200 && result.status < 300
  const detail = isSuccess ? `It answered ${result.status}.` : `It answered ${result.status}, which is no success.`
  return { step: 'answer', state: isSuccess ? 'ok' : 'failed', detail, tookMs }
}

/** The ping as it goes out, or why it cannot be signed. */
function pingRequest({ clock, makeId }: CheckParts, webhook: LiveWebhook): OutgoingRequest | string {
  const { id, workspaceId, settings } = webhook
  const at = clock.now()
  const eventId = makeId('event')
  const event = {
    id: eventId,
    workspaceId,
    type: pingType,
    version: 1,
    source: 'creel',
    time: new Date(at).toISOString(),
    data: { webhookId: id },
    metadata: { isTest: true },
  }
  const { headers, text } = renderEnvelope(settings.envelope, event, settings.payload)
  const body = Buffer.from(text)
  const secrets = signingSecrets(webhook.secrets, at).map(({ secret }) => secret)
  const message = { eventId, deliveryId: makeId('delivery'), eventType: pingType, at, body }
  const signing = signDelivery(settings.signatures, secrets, message)
  if (signing.kind === 'unsignable') return signing.reason
  return { method: 'POST', url: settings.url, headers: [...headers, ...webhook.headers, ...signing.headers], body }
}
