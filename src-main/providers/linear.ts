import { parseBody } from '#main/core/events/parse-body.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { linearEvents } from './events/linear-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider, SignatureReading } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha256Hex } from './signature-scheme.ts'

const header = 'Linear-Signature'
const scheme = headerScheme({ header, algorithm: sha256Hex, ...bodyAlone })

function readSignature(request: CapturedRequest): SignatureReading {
  const reading = scheme.readSignature(request, null)
  if (reading.kind === 'unreadable') return reading
  // The time stands in the body, in milliseconds; old webhooks had none.
  const time = readJsonPath(parseBody(request), 'webhookTimestamp')
  if (typeof time !== 'number' || !Number.isFinite(time)) return reading
  const atSeconds = Math.floor(time / 1000)
  return { ...reading, found: `time ${time}, one signature`, time: { atSeconds, futureIsRefused: true } }
}

/** Linear: https://linear.app/developers/webhooks */
export const linear: Provider = {
  name: 'linear',
  detect: (request) => [header, 'Linear-Event', 'Linear-Delivery'].some((name) => hasHeader(request, name)),
  ...scheme,
  readSignature,
  eventType: (_request, json) => {
    const type = readJsonText(json, 'type')
    const action = readJsonText(json, 'action')
    return type !== null && action !== null ? `${type}.${action}` : type
  },
  eventIdPlace: () => ({ in: 'header', name: 'Linear-Delivery' }),
  summary: (_request, json) => [
    readJsonText(json, 'data.identifier'),
    readJsonText(json, 'data.title') ?? readJsonText(json, 'data.name') ?? readJsonText(json, 'data.body'),
    readJsonText(json, 'data.state.name') ?? readJsonText(json, 'actor.name'),
  ],
  samples: schemeSamples({ header }),
  events: linearEvents,
}
