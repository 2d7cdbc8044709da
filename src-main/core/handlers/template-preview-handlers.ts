import type { InputOf } from '#shared/contract/operations.ts'
import type { FieldGap } from '#shared/model/template.ts'
import { TemplateContent } from '#shared/model/template.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import { findEvent, requireEvent } from '#main/core/events/find-event.ts'
import { listEvents } from '#main/core/events/list-events.ts'
import type { Rendered } from '#main/core/sandbox/sandbox.ts'
import { measureFields } from '#main/core/templates/measure-fields.ts'
import { runTests } from '#main/core/templates/run-tests.ts'
import { fillEvent } from '#main/core/templates/sample-event.ts'
import { emptyContent } from '#main/core/templates/to-template.ts'
import { createTryTemplate } from '#main/core/templates/try-template.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'
import type { TemplatesParts } from './templates-parts.ts'
import { contentOf } from './templates-parts.ts'

const measuredEvents = 100

export function templatePreviewHandlers(parts: TemplatesParts): Pick<Handlers, 'templates.preview' | 'templates.test'> {
  const { clock, runInSandbox } = parts
  const run = createTryTemplate(runInSandbox)

  return {
    'templates.preview': async ({ eventId, event: given, measures, ...which }, { workspaceId }) => {
      const content = await contentFrom(parts, workspaceId, which)
      const event = await eventFor(parts, workspaceId, { eventId, event: given })
      const result = await run(content, event)
      const measured = measures ? await measure(parts, content, event) : { measured: 0, gaps: [] }
      return { result: toPreview(result, content), eventId: event.id, eventType: event.type, ...measured }
    },
    'templates.test': async (which, { workspaceId }) => {
      const content = await contentFrom(parts, workspaceId, which)
      const items = await runTests(run, content, { workspaceId, now: clock.now() })
      const passed = items.filter((item) => item.passed).length
      return { passed, failed: items.length - passed, items }
    },
  }
}

type Which = Omit<InputOf<'templates.test'>, 'tests'> & { tests?: InputOf<'templates.test'>['tests'] }

/** What is tried: a kept template, with what of it is given in the place of its own. */
async function contentFrom(
  parts: TemplatesParts,
  workspaceId: string,
  { id, ...given }: Which,
): Promise<TemplateContent> {
  const base = id === undefined ? emptyContent : await contentOf(parts, workspaceId, id)
  return TemplateContent.parse({ ...base, ...givenFields(given) })
}

async function eventFor(
  { readers, clock }: TemplatesParts,
  workspaceId: string,
  { eventId, event }: Pick<InputOf<'templates.preview'>, 'eventId' | 'event'>,
): Promise<EnvelopeEvent> {
  if (eventId !== undefined) return requireEvent(readers.quick, workspaceId, eventId)
  const where = { workspaceId, now: clock.now() }
  if (event !== undefined) return fillEvent(event, where)
  const { items } = await listEvents(readers.heavy, { workspaceId, type: '*', cursor: undefined, limit: 1 })
  const newest = items[0] && (await findEvent(readers.quick, workspaceId, items[0].id))
  return newest ?? fillEvent({}, where)
}

function toPreview(result: Rendered, { format, contentType }: TemplateContent) {
  if (result.kind === 'faulty') return { kind: 'failed' as const, fault: result.fault }
  if (result.kind === 'skipped') return result
  const { text, tookMs } = result
  return {
    ...result,
    text,
    tookMs,
    bytes: Buffer.byteLength(text),
    contentType: contentType ?? formats[format].contentType,
  }
}

/** Looks for the fields of a template in the last events of a type. */
async function measure(
  { readers, runInSandbox }: TemplatesParts,
  { language, source }: TemplateContent,
  { workspaceId, type }: EnvelopeEvent,
): Promise<{ measured: number; gaps: FieldGap[] }> {
  // What a transform asks for is known only while it runs.
  if (language !== 'liquid') return { measured: 0, gaps: [] }
  const answer = await runInSandbox('preview', { kind: 'fields', source })
  if (answer.kind !== 'done') return { measured: 0, gaps: [] }
  const which = { workspaceId, type, cursor: undefined, limit: measuredEvents }
  const { items } = await listEvents(readers.heavy, which)
  const found = await Promise.all(items.map(({ id }) => findEvent(readers.quick, workspaceId, id)))
  const events = found.filter((event) => event !== null)
  return { measured: events.length, gaps: measureFields(answer.result, events) }
}
