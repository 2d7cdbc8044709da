import { catalogueEntry } from '#shared/catalogue/catalogue.ts'
import type { TemplateEvent } from '#shared/model/template.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'

const madeUp = 'evt_00000000000000000000000000'

/** An event to try a template on, where parts of it, or all, are not given. */
export function fillEvent(
  { data, metadata, ...given }: TemplateEvent,
  { workspaceId, now }: { workspaceId: string; now: number },
): EnvelopeEvent {
  const type = given.type ?? 'task.created'
  const sample = catalogueEntry(type)?.sample ?? {}
  const filled = { id: madeUp, workspaceId, type, version: 1, source: 'creel', time: new Date(now).toISOString() }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...filled, ...known, data: data ?? sample, metadata: metadata ?? { isTest: true } }
}
