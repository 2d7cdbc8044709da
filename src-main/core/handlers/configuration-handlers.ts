import {
  applyConfiguration,
  listAll,
  namesIn,
  planConfiguration,
} from '#main/core/configuration/apply-configuration.ts'
import type { ConfigurationHandlers } from '#main/core/configuration/kinds.ts'
import { kindsOf } from '#main/core/configuration/kinds.ts'
import { readConfiguration, writeConfiguration } from '#main/core/configuration/read-configuration.ts'
import { byNames } from '#main/core/configuration/references.ts'
import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import type { Handlers } from './handlers.ts'

/** Things as files. They are read and written by the operations of the contract, so that each is checked as ever. */
export function configurationHandlers(
  handlers: ConfigurationHandlers,
): Pick<Handlers, 'configuration.export' | 'configuration.apply'> {
  const kinds = kindsOf(handlers)
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
      return { text }
    },
    'configuration.apply': async ({ text, apply, secrets }, context) => {
      const configuration = await readConfiguration(text)
      const changes = await planConfiguration(kinds, configuration, context)
      const missing = new Set<string>()
      if (apply) await applyConfiguration(kinds, configuration, { changes, secrets, missing }, context)
      return { changes, isApplied: apply, missingSecrets: [...missing] }
    },
  }
}
