import { AppError } from '#shared/contract/problem.ts'
import type { SourceSettings } from '#shared/model/source.ts'
import type { AnswerScript } from '#shared/rules/answer-script.ts'
import { describeScript } from '#shared/rules/answer-script.ts'
import type { ReadyScriptName } from '#shared/rules/ready-scripts.ts'
import { ReadyScriptName as ReadyScriptNames, readyScripts } from '#shared/rules/ready-scripts.ts'
import type { StoredSource } from '#main/core/database/stores/source-store.ts'
import { changeSource, startScript } from '#main/core/database/stores/source-store.ts'
import { readAttempts } from '#main/core/sources/verdict/read-attempts.ts'
import { tellVerdict } from '#main/core/sources/verdict/tell-verdict.ts'
import type { Handlers } from './handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource } from './sources-parts.ts'

type ScriptsHandlers = Pick<
  Handlers,
  'sources.scripts' | 'sources.playScript' | 'sources.restartScript' | 'sources.verdict'
>

/** The scripts by which sources test their senders. */
export function scriptsHandlers(parts: SourcesParts): ScriptsHandlers {
  const { db, writer, clock } = parts

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
      requireScript(await requireSource(parts, workspaceId, id))
      const now = clock.now()
      await writer.write((tx) => startScript(tx, { workspaceId, id, now }))
      return applyChange(parts, workspaceId, id)
    },
    'sources.verdict': async ({ id }, { workspaceId }) => {
      const stored = await requireSource(parts, workspaceId, id)
      const { script, startedAt: sinceMs } = requireScript(stored)
      const attempts = await readAttempts(db, id, sinceMs)
      const of = { sourceId: id, script: describeScript(script), taken: stored.scriptTaken }
      return tellVerdict(attempts, { ...of, nowMs: clock.now(), sinceMs })
    },
  }
}

/** The script that a source plays. Throws `bad-input` where it plays none. */
function requireScript({ id, settings, scriptStartedAt }: StoredSource): { script: AnswerScript; startedAt: number } {
  if (settings.script !== null) return { script: settings.script, startedAt: scriptStartedAt ?? 0 }
  throw new AppError(
    'bad-input',
    `This source has no script. Choose one first, such as “creel sources play-script ${id} --script fails-3-times”.`,
  )
}

const toReadyScript = (name: ReadyScriptName) => {
  const { title, about, script } = readyScripts[name]
  return { name, title, about, words: describeScript(script), script }
}
