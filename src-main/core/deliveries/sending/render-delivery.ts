import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { WebhookSettings } from '#shared/model/webhook.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import { renderEnvelope } from '#shared/rules/envelopes.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { Clock } from '#main/core/ports.ts'
import type { RunInSandbox } from '#main/core/sandbox/sandbox.ts'
import { createFindContent } from '#main/core/templates/find-content.ts'
import { createRenderContent } from '#main/core/templates/render-content.ts'

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

/** An event in the envelope of a webhook. */
function renderInEnvelope(event: EnvelopeEvent, { envelope, payload }: RenderHow): RenderedDelivery {
  const { headers, text } = renderEnvelope(envelope, event, payload)
  return { kind: 'rendered', rendering: { headers, body: Buffer.from(text) } }
}

export function createRenderDelivery({ db, ...parts }: RenderDeliveryParts): RenderDelivery {
  const findContent = createFindContent(db)
  const render = createRenderContent(parts)

  return async (event, how, signal) => {
    const { templateVersionId } = how
    if (templateVersionId === null) return renderInEnvelope(event, how)
    const content = await findContent(templateVersionId)
    if (!content) return { kind: 'unrenderable', reason: 'The version of its template is gone.' }
    const { tests: _, contentType, ...source } = content
    const made = await render(templateVersionId, source, event, signal)
    if (made.kind !== 'rendered') return made
    const headers: HeaderPairs = [['Content-Type', contentType ?? formats[content.format].contentType]]
    return { kind: 'rendered', rendering: { headers, body: Buffer.from(made.text) } }
  }
}
