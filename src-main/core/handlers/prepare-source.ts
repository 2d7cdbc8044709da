import type { InputOf } from '#shared/contract/operations.ts'
import type { Source } from '#shared/model/source.ts'
import { SourceSettings } from '#shared/model/source.ts'
import type { Prepared } from '#main/core/database/prepared.ts'
import { changeSource, insertSource } from '#main/core/database/stores/source-store.ts'
import { checkAnswerRules } from '#main/core/sources/check-answer-rules.ts'
import { checkForwarding } from '#main/core/sources/check-forwarding.ts'
import { givenFields } from './given-fields.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource } from './sources-parts.ts'

/** What decides whether a signature is good: the requests that were not verified are checked again. */
const changesOfCheck = ['provider', 'hmac', 'toleranceSeconds'] as const

/** Checks a new source. */
export function prepareNewSource(parts: SourcesParts, workspaceId: string, settings: SourceSettings): Prepared<Source> {
  checkAnswerRules(settings)
  checkForwarding(settings, parts.own())
  const id = parts.makeId('source')
  const source = { id, workspaceId, settings, token: parts.makeToken(), now: parts.clock.now() }
  return { id, write: (tx) => insertSource(tx, source), settle: () => applyChange(parts, workspaceId, id) }
}

/** Checks a change of a source. Throws `source-not-found`. */
export async function prepareSourceChange(
  parts: SourcesParts,
  workspaceId: string,
  { id, ...changes }: InputOf<'sources.update'>,
): Promise<Prepared<Source>> {
  const stored = await requireSource(parts, workspaceId, id)
  const change = (settings: SourceSettings): SourceSettings => {
    const changed = SourceSettings.parse({ ...settings, ...givenFields(changes) })
    checkAnswerRules(changed)
    checkForwarding(changed, parts.own())
    return changed
  }
  // Now, to be refused before anything is written; and again on what stands there by then.
  change(stored.settings)
  return {
    id,
    write: (tx) => changeSource(tx, { workspaceId, id, now: parts.clock.now() }, change),
    async settle() {
      const changed = await applyChange(parts, workspaceId, id)
      if (changesOfCheck.some((name) => changes[name] !== undefined)) await parts.recheck(id)
      return changed
    },
  }
}
