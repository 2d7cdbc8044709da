import { AppError } from '#shared/contract/problem.ts'
import type { SourceSettings } from '#shared/model/source.ts'
import { describeScript } from '#shared/rules/answer-script.ts'
import type { ReadyScriptName } from '#shared/rules/ready-scripts.ts'
import { ReadyScriptName as ReadyScriptNames, readyScripts } from '#shared/rules/ready-scripts.ts'
import { changeSource, startScript } from '#main/core/database/stores/source-store.ts'
import type { Handlers } from './handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource } from './sources-parts.ts'

type ScriptsHandlers = Pick<Handlers, 'sources.scripts' | 'sources.playScript' | 'sources.restartScript'>

/** The scripts by which sources test their senders. */
export function scriptsHandlers(parts: SourcesParts): ScriptsHandlers {
  const { writer, clock } = parts

  return {
    'sources.scripts': async () => ({ items: ReadyScriptNames.options.map(toReadyScript), nextCursor: null }),
    'sources.playScript': async ({ id, script: name }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const { script } = readyScripts[name]
      const change = (settings: SourceSettings): SourceSettings => ({ ...settings, script })
      const now = clock.now()
      await writer.write((tx) => changeSource(tx, { workspaceId, id, now }, change))
      await writer.write((tx) => startScript(tx, { workspaceId, id, now }))
      return applyChange(parts, workspaceId, id)
    },
    'sources.restartScript': async ({ id }, { workspaceId }) => {
      const { settings } = await requireSource(parts, workspaceId, id)
      if (settings.script === null) {
        throw new AppError('bad-input', 'This source has no script to begin again. Choose one first.')
      }
      const now = clock.now()
      await writer.write((tx) => startScript(tx, { workspaceId, id, now }))
      return applyChange(parts, workspaceId, id)
    },
  }
}

const toReadyScript = (name: ReadyScriptName) => {
  const { title, about, script } = readyScripts[name]
  return { name, title, about, words: describeScript(script), script }
}
