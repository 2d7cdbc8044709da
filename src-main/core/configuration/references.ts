import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import { bad } from './read-configuration.ts'

/** What is called how, both ways. */
export type Names = {
  nameOf: (noun: ConfigurationNoun, id: string) => string
  /** Throws `bad-input` where several things have the name. */
  idOf: (noun: ConfigurationNoun, name: string) => string | null
}

type Translate = (noun: ConfigurationNoun, text: string) => string
type Action = { kind: string; to?: { kind: string; id?: string; name?: string }; templateId?: string | null }

/** A thing whose references are names instead of ids. */
export const byNames = (noun: ConfigurationNoun, item: ConfigurationItem, { nameOf }: Names): ConfigurationItem =>
  translated(noun, item, { translate: nameOf, from: 'id', to: 'name' })

/** A thing whose references are ids instead of names. Throws `bad-input` where a name is unknown. */
export const byIds = (noun: ConfigurationNoun, item: ConfigurationItem, { idOf }: Names): ConfigurationItem =>
  translated(noun, item, {
    from: 'name',
    to: 'id',
    translate(of, name) {
      const id = idOf(of, name)
      // Events also name sources of their own, such as `api`: those are no references.
      if (id === null && of === 'source') return name
      if (id === null) throw bad(`The ${noun} “${item.name}” refers to the ${of} “${name}”, which there is not.`)
      return id
    },
  })

type Direction = { translate: Translate; from: 'id' | 'name'; to: 'id' | 'name' }

function translated(
  noun: ConfigurationNoun,
  item: ConfigurationItem,
  { translate, from, to }: Direction,
): ConfigurationItem {
  if (noun === 'webhook') {
    const template = item['templateId']
    return typeof template === 'string' ? { ...item, templateId: translate('template', template) } : item
  }
  if (noun !== 'trigger') return item
  const sources = item['sources'] as string[] | undefined
  const actions = item['actions'] as Action[] | undefined
  const isSource = (source: string): boolean => to === 'id' || source.startsWith('src_')
  return {
    ...item,
    ...(sources && {
      sources: sources.map((source) => (isSource(source) ? translate('source', source) : source)),
    }),
    ...(actions && {
      actions: actions.map((action) => {
        const { to: target, templateId } = action
        const reference = target?.kind === 'webhook' ? target[from] : undefined
        return {
          ...action,
          ...(reference !== undefined && { to: { kind: 'webhook', [to]: translate('webhook', reference) } }),
          ...(typeof templateId === 'string' && { templateId: translate('template', templateId) }),
        }
      }),
    }),
  }
}
