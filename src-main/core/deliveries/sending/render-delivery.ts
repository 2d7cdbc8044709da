import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { TemplateContent, TemplateFault } from '#shared/model/template.ts'
import type { WebhookSettings } from '#shared/model/webhook.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import { renderEnvelope } from '#shared/rules/envelopes.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { Clock } from '#main/core/ports.ts'
import type { RunInSandbox } from '#main/core/sandbox/sandbox.ts'
import { createFindContent } from '#main/core/templates/find-content.ts'

/** What every attempt of a delivery sends alike; signatures and a webhook's own headers come with each attempt. */
export type Rendering = { headers: HeaderPairs; body: Uint8Array }

/** `skipped`: its transform wants nothing to be sent. `unrenderable`: it never will be, by this version. */
export type RenderedDelivery =
  | { kind: 'rendered'; rendering: Rendering }
  | { kind: 'skipped' }
  | { kind: 'unrenderable'; reason: string }

export type RenderHow = Pick<WebhookSettings, 'envelope' | 'payload'> & { templateVersionId: string | null }

/** Makes the payload of an event: by a version of a template, or else in an envelope. Never throws. */
export type RenderDelivery = (event: EnvelopeEvent, how: RenderHow, signal: AbortSignal) => Promise<RenderedDelivery>

export type RenderDeliveryParts = { db: Reader; clock: Clock; runInSandbox: RunInSandbox }

/** While the sandbox has too much to do, a delivery waits so long and asks again. */
const busyWaitMs = 250
/** A computer that slept meanwhile lets a good template look like one that never ends: it is tried once more. */
const triesAtMost = 2

/** An event in the envelope of a webhook. */
function renderInEnvelope(event: EnvelopeEvent, { envelope, payload }: RenderHow): RenderedDelivery {
  const { headers, text } = renderEnvelope(envelope, event, payload)
  return { kind: 'rendered', rendering: { headers, body: Buffer.from(text) } }
}

export function createRenderDelivery({ db, clock, runInSandbox }: RenderDeliveryParts): RenderDelivery {
  const findContent = createFindContent(db)

  const run = async (owner: string, content: TemplateContent, event: EnvelopeEvent, signal: AbortSignal) => {
    let reason = ''
    const { tests: _, contentType, ...source } = content
    for (let tries = 0; tries < triesAtMost;) {
      const answer = await runInSandbox(owner, { kind: 'render', content: source, event: plain(event) })
      if (answer.kind === 'done') return toDelivery(answer.result, contentType ?? formats[content.format].contentType)
      if (answer.kind === 'busy') await waitFor(clock, busyWaitMs, signal)
      else {
        reason = answer.reason
        tries += 1
      }
      if (signal.aborted) return unrenderable('Creel stopped first.')
    }
    return unrenderable(reason)
  }

  return async (event, how, signal) => {
    if (how.templateVersionId === null) return renderInEnvelope(event, how)
    const content = await findContent(how.templateVersionId)
    if (!content) return unrenderable('The version of its template is gone.')
    return run(how.templateVersionId, content, event, signal)
  }
}

/** The event as templates see it, and nothing else that may hang on to it. */
const plain = ({ id, workspaceId, type, version, source, time, data, metadata }: EnvelopeEvent): EnvelopeEvent => ({
  id,
  workspaceId,
  type,
  version,
  source,
  time,
  data,
  metadata,
})

type SandboxResult = { kind: 'rendered'; text: string } | { kind: 'skipped' } | { kind: 'faulty'; fault: TemplateFault }

function toDelivery(result: SandboxResult, contentType: string): RenderedDelivery {
  if (result.kind === 'faulty') return unrenderable(inWords(result.fault))
  if (result.kind === 'skipped') return result
  return { kind: 'rendered', rendering: { headers: [['Content-Type', contentType]], body: Buffer.from(result.text) } }
}

const inWords = ({ message, line }: TemplateFault): string => (line === null ? message : `Line ${line}: ${message}`)

const unrenderable = (reason: string): RenderedDelivery => ({ kind: 'unrenderable', reason })

const waitFor = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(ms, resolve)
    signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
  })
