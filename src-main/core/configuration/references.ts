import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import { bad } from './read-configuration.ts'

/** What is called how, both ways. */
export type Names = {
  nameOf: (noun: ConfigurationNoun, id: string) => string
  /** Throws `bad-input` where several things have the name. */
  idOf: (noun: ConfigurationNoun, name: string) => string | null
}

type Translate = (noun: ConfigurationNoun, text: string) => string
type Fields = Record<string, unknown>

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
      if (id === null)
        throw bad(
          `The ${noun} “${item.name}” refers to the ${of} “${name}”, which there is not. Name another, or leave it out.`,
        )
      return id
    },
  })

type Direction = { translate: Translate; from: 'id' | 'name'; to: 'id' | 'name' }

// What is written wrong is left as it is: reading it by its schema tells what is wrong.
function translated(noun: ConfigurationNoun, item: ConfigurationItem, direction: Direction): ConfigurationItem {
  const { translate, to } = direction
  if (noun === 'webhook') {
    const template = item['templateId']
    return typeof template === 'string' ? { ...item, templateId: translate('template', template) } : item
  }
  if (noun !== 'trigger') return item
  const { sources, actions } = item
  const isSource = (source: string): boolean => to === 'id' || source.startsWith('src_')
  return {
    ...item,
    ...(Array.isArray(sources) && {
      sources: sources.map((source: unknown) =>
        typeof source === 'string' && isSource(source) ? translate('source', source) : source,
      ),
    }),
    ...(Array.isArray(actions) && {
      actions: actions.map((action: unknown) => (isObject(action) ? translatedAction(action, direction) : action)),
    }),
  }
}

function translatedAction(action: Fields, { translate, from, to }: Direction): Fields {
  const { to: target, templateId } = action
  const isWebhook = isObject(target) && target['kind'] === 'webhook'
  const { [from]: reference, ...rest } = isWebhook ? target : {}
  return {
    ...action,
    ...(typeof reference === 'string' && { to: { ...rest, [to]: translate('webhook', reference) } }),
    ...(typeof templateId === 'string' && { templateId: translate('template', templateId) }),
  }
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
