import type { SourceSettings } from '#shared/model/source.ts'
import { changeSource } from '#main/core/database/stores/source-store.ts'
import { readDocument } from '#main/core/mocks/read-document.ts'
import { rulesOfDocument } from '#main/core/mocks/rules-of-document.ts'
import { checkAnswerRules } from '#main/core/sources/check-answer-rules.ts'
import type { Handlers } from './handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource } from './sources-parts.ts'

/** Sources that answer as an OpenAPI document says. */
export function mocksHandlers(parts: SourcesParts): Pick<Handlers, 'sources.mock'> {
  const { writer, clock } = parts

  return {
    'sources.mock': async ({ id, document, dryRun }, { workspaceId }) => {
      const { settings } = await requireSource(parts, workspaceId, id)
      const { rules: answerRules, ...made } = rulesOfDocument(await readDocument(document))
      const change = (before: SourceSettings): SourceSettings => ({ ...before, answerRules })
      checkAnswerRules(change(settings))
      if (!dryRun) {
        await writer.write((tx) => changeSource(tx, { workspaceId, id, now: clock.now() }, change))
        await applyChange(parts, workspaceId, id)
      }
      const counts = { ruleCount: answerRules.length, replacedRules: settings.answerRules.length }
      return { ...made, ...counts, isMade: !dryRun }
    },
  }
}
