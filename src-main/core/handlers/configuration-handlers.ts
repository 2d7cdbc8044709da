import {
  carryOutConfiguration,
  listAll,
  namesIn,
  prepareConfiguration,
} from '#main/core/configuration/apply-configuration.ts'
import { exportWarnings } from '#main/core/configuration/export-warnings.ts'
import type { ConfigurationHandlers, ConfigurationParts } from '#main/core/configuration/kinds.ts'
import { kindsOf } from '#main/core/configuration/kinds.ts'
import { readConfiguration, writeConfiguration } from '#main/core/configuration/read-configuration.ts'
import { byNames } from '#main/core/configuration/references.ts'
import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Handlers } from './handlers.ts'

/** Things as files. Each is checked as it is where it is made alone, and all of a file are written together. */
export function configurationHandlers(
  handlers: ConfigurationHandlers,
  parts: ConfigurationParts & { writer: Writer },
): Pick<Handlers, 'configuration.export' | 'configuration.apply'> {
  const kinds = kindsOf(handlers, parts)
  const { writer } = parts
  return {
    'configuration.export': async (_, context) => {
      const all = await listAll(kinds, context)
      const names = namesIn(all)
      const written = (noun: ConfigurationNoun): ConfigurationItem[] =>
        all[noun].filter(({ isFixed }) => !isFixed).map(({ item }) => byNames(noun, item, names))
      const text = await writeConfiguration({
        creel: 1,
        templates: written('template'),
        sources: written('source'),
        webhooks: written('webhook'),
        triggers: written('trigger'),
      })
      return { text, warnings: exportWarnings(all) }
    },
    'configuration.apply': async ({ text, apply, secrets }, context) => {
      const configuration = await readConfiguration(text)
      const { changes, planned, missing } = await prepareConfiguration(kinds, configuration, secrets, context)
      if (apply) await carryOutConfiguration(kinds, planned, writer)
      return { changes, isApplied: apply, missingSecrets: [...missing] }
    },
  }
}
