import { AppError } from '#shared/contract/problem.ts'
import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import { Configuration, configurationFields } from '#shared/model/configuration.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import { readYaml } from './read-yaml.ts'

const listOf: Record<ConfigurationNoun, Exclude<keyof Configuration, 'creel'>> = {
  template: 'templates',
  source: 'sources',
  webhook: 'webhooks',
  trigger: 'triggers',
}

/** The things of one kind in a file. */
export const itemsOf = (configuration: Configuration, noun: ConfigurationNoun): ConfigurationItem[] =>
  configuration[listOf[noun]]

/** Reads a file. Throws `bad-input` with what is wrong and where. */
export async function readConfiguration(text: string): Promise<Configuration> {
  const read = await readYaml(text).catch((error: unknown) => {
    throw bad(`The file is not YAML: ${error instanceof Error ? error.message : String(error)}`)
  })
  const parsed = Configuration.safeParse(read)
  if (!parsed.success) {
    throw bad(`The file is no configuration of Creel. ${firstIssueWords(parsed.error)}`)
  }
  for (const noun of Object.keys(listOf) as ConfigurationNoun[]) checkItems(noun, itemsOf(parsed.data, noun))
  return parsed.data
}

function checkItems(noun: ConfigurationNoun, items: readonly ConfigurationItem[]): void {
  const names = new Set<string>()
  for (const { name, ...fields } of items) {
    if (names.has(name))
      throw bad(`There are two ${noun}s called “${name}” in the file. Things are known by their names: rename one.`)
    names.add(name)
    const unknown = Object.keys(fields).find((field) => !configurationFields[noun].includes(field))
    if (unknown !== undefined) throw bad(`The ${noun} “${name}” has a field ${unknown}, which ${noun}s do not have.`)
  }
}

export const bad = (message: string): AppError => new AppError('bad-input', message)

/** Writes a file. */
export async function writeConfiguration(configuration: Configuration): Promise<string> {
  const { stringify } = await import('yaml')
  return stringify(configuration, { lineWidth: 0 })
}
