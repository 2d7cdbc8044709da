import type { CheckSettings } from '#shared/model/check.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import { SimulationRecipe } from '#shared/model/simulation.ts'
import type { SimulatedSignature } from '#shared/model/simulation.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Clock, OutgoingResult, Random, SendRequest } from '#main/core/ports.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { secretHint } from '#main/core/sources/secret-hint.ts'
import { draftEvent } from '#main/core/simulator/draft-event.ts'
import { calledUrl, markHeader } from '#main/core/simulator/send-simulated.ts'
import { findSample } from '#main/core/simulator/read-recipe.ts'
import { signSimulated, statesTime } from '#main/core/simulator/sign-simulated.ts'
import type { EventSample } from '#main/providers/event-sample.ts'
import { providers } from '#main/providers/providers.ts'

const keptAnswerBytes = 1000
/** An answer that is late is still waited for: it tells more than none. */
const lingerMs = 10_000

export type CheckingParts = { clock: Clock; random: Random; sendRequest: SendRequest }

/** An answer of a handler, as far as a check looks at it. */
export type HandlerAnswer = { status: number | null; error: string | null; tookMs: number }

/** What one request is to be like; left out: a new event, well signed. */
export type Probe = {
  draft?: CapturedRequest
  signature?: SimulatedSignature
  fields?: SimulationRecipe['fields']
  headers?: HeaderPairs
  slowMs?: number
}

/** A handler of webhooks that is asked how it behaves. */
export type HandlerUnderCheck = {
  answerWithinMs: number
  signsTime: boolean
  /** An event that is not sent yet, so that it can be sent twice. */
  draft: (fields?: SimulationRecipe['fields']) => CapturedRequest
  send: (probe: Probe, signal: AbortSignal) => Promise<HandlerAnswer>
  /** Where the type of an event stands in its body or its headers; null: nobody knows. */
  ofUnknownType: () => CapturedRequest | null
}

const unknownType = 'creel.check.unknown_type'

/** Makes a handler ready to be asked. Throws `cannot-sign` where the secret is of no use; so does what is sent. */
export function handlerUnderCheck(
  { clock, random, sendRequest }: CheckingParts,
  settings: CheckSettings,
  { id, secret }: { id: string; secret: string },
): HandlerUnderCheck {
  const { provider, url, answerWithinMs, toleranceSeconds, hmac: scheme } = settings
  const canonicalUrl = calledUrl(url)
  const eventType = settings.eventType ?? providers[provider].events[0]?.eventType ?? null
  const sample = findSample(provider, eventType)
  const secrets = [{ id: '', name: '', hint: secretHint(secret), createdAt: 0, secret }]
  const draft = (fields: SimulationRecipe['fields'] = {}): CapturedRequest =>
    draftEvent(
      SimulationRecipe.parse({ fields }),
      { kind: 'provider', provider, sample },
      { atMs: clock.now(), index: 0 },
      random,
    )
  const sign = (kind: SimulatedSignature, request: CapturedRequest): CapturedRequest => {
    const atSeconds = Math.floor(clock.now() / 1000)
    const how = { provider, scheme, secrets, canonicalUrl, atSeconds, toleranceSeconds }
    const signed = signSimulated(kind, request, how, random)
    if (signed.kind === 'signed') return signed.request
    throw new AppError('cannot-sign', `It cannot be signed. ${signed.reason}`)
  }
  return {
    answerWithinMs,
    signsTime: statesTime(sign('valid', draft()), { provider, scheme, canonicalUrl }),
    draft,
    ofUnknownType: () => withUnknownType(draft(), sample),
    async send({ draft: given, fields, signature = 'valid', headers = [], slowMs = 0 }, signal) {
      const { method, body, headers: signed } = sign(signature, given ?? draft(fields))
      const changed = headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), signed)
      const request = { method, url, headers: withHeader(changed, markHeader, id), body }
      const options = { timeoutMs: answerWithinMs + lingerMs + slowMs, keepBytes: keptAnswerBytes, signal }
      return toAnswer(await sendRequest(request, { ...options, ...(slowMs > 0 && { slowMs }) }))
    },
  }
}

function toAnswer(result: OutgoingResult): HandlerAnswer {
  const tookMs = result.timing.totalMs
  return result.kind === 'answered'
    ? { status: result.status, error: null, tookMs }
    : { status: null, error: result.message, tookMs }
}

/** The request with another word wherever the type of its event stands. */
function withUnknownType(request: CapturedRequest, { eventType }: EventSample): CapturedRequest | null {
  const [first = eventType] = eventType.split('.')
  const isType = (text: string): boolean => text === eventType || text === first
  const headers = request.headers.map(([name, value]) => [name, isType(value) ? unknownType : value] as const)
  const text = Buffer.from(request.body).toString('utf8')
  const changed = text.replace(JSON.stringify(eventType), JSON.stringify(unknownType))
  const isChanged = changed !== text || headers.some(([, value]) => value === unknownType)
  return isChanged ? { ...request, headers, body: Buffer.from(changed) } : null
}
