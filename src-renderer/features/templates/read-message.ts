/** A message as people see it where it is received. */
export type Message = {
  service: 'Slack' | 'Teams' | 'Discord'
  title: string | null
  lines: string[]
  facts: { name: string; value: string }[]
  buttons: string[]
}

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectsIn = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isObject) : [])
const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : isObject(value) && typeof value['text'] === 'string' ? value['text'] : null
const texts = (values: readonly unknown[]): string[] => values.flatMap((value) => textOf(value) ?? [])

// What Slack makes of its three characters of control.
const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/(?<!\w)[*_~](\S[^*_~]*\S|\S)[*_~](?!\w)/g, '$1')

/** Reads a payload as a message of Slack, Teams or Discord; null where it is none. */
export function readMessage(payload: string): Message | null {
  let json: unknown
  try {
    json = JSON.parse(payload)
  } catch {
    return null
  }
  if (!isObject(json)) return null
  return readSlack(json) ?? readTeams(json) ?? readDiscord(json)
}

function readSlack(json: Fields): Message | null {
  const blocks = objectsIn(json['blocks'])
  if (blocks.length === 0) return null
  const header = blocks.find(({ type }) => type === 'header')
  const sections = blocks.filter(({ type }) => type === 'section')
  const elements = blocks.filter(({ type }) => type === 'context').flatMap((block) => objectsIn(block['elements']))
  const actions = blocks.filter(({ type }) => type === 'actions').flatMap((block) => objectsIn(block['elements']))
  return {
    service: 'Slack',
    title: textOf(header?.['text']),
    lines: [...texts(sections.map(({ text }) => text)), ...texts(elements)].map(unescape),
    facts: [],
    buttons: texts(actions.map(({ text }) => text)),
  }
}

function readTeams(json: Fields): Message | null {
  const [card] = objectsIn(json['attachments']).flatMap(({ content }) => (isObject(content) ? [content] : []))
  if (card?.['type'] !== 'AdaptiveCard') return null
  const body = objectsIn(card['body'])
  const [title = null, ...lines] = texts(body.filter(({ type }) => type === 'TextBlock'))
  const facts = body
    .flatMap((block) => objectsIn(block['facts']))
    .map((fact) => ({
      name: String(fact['title']),
      value: String(fact['value']),
    }))
  const buttons = objectsIn(card['actions']).flatMap(({ title: words }) => textOf(words) ?? [])
  return { service: 'Teams', title, lines, facts, buttons }
}

const unescapeMarkdown = (text: string): string => text.replaceAll(/\\([\\*_~`|>[\]()#-])/g, '$1')

function readDiscord(json: Fields): Message | null {
  const [embed] = objectsIn(json['embeds'])
  if (!embed && typeof json['content'] !== 'string') return null
  const lines = [json['content'], embed?.['description'], embed?.['footer']]
  return {
    service: 'Discord',
    title: textOf(embed?.['title']) === null ? null : unescapeMarkdown(textOf(embed?.['title']) ?? ''),
    lines: texts(lines).map(unescapeMarkdown),
    facts: [],
    buttons: [],
  }
}
