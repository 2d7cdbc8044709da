import type { FilterImplOptions } from 'liquidjs'
import type { JsonValue } from '#shared/model/event.ts'
import { uriReference, wholeSeconds } from '#shared/rules/envelope-values.ts'
import { camelKeys, isOwnNoun, snakeKeys } from '#shared/rules/payload-data.ts'
import { writeXml } from '#shared/rules/formats/write-xml.ts'
import { compilePattern } from '#main/core/rules/pattern.ts'
import { formatMinorUnits } from '#main/providers/currency.ts'
import { JsonText } from './payload-emitter.ts'

type Data = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value as string))

/** Slack's three characters of control: https://docs.slack.dev/messaging/formatting-message-text, "Escaping text". */
const slackEntities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** The filters that Creel adds to Liquid's own. */
export const templateFilters: Record<string, FilterImplOptions> = {
  json: (value: unknown) => new JsonText(JSON.stringify(value ?? null)),
  /** RE2's language: no text can make it slow. */
  matches(value: unknown, pattern: unknown) {
    const compiled = compilePattern(text(pattern))
    if (!compiled) throw new Error('the pattern of matches is none of RE2, or too long')
    return compiled.matcher(text(value)).find()
  },
  /** An amount in the smallest unit of a currency, as people write it. */
  money: (value: unknown, currency: unknown = 'usd') =>
    (typeof value === 'number' && formatMinorUnits(value, text(currency))) || text(value),
  slack_text: (value: unknown) => text(value).replaceAll(/[&<>]/g, (letter) => slackEntities[letter] ?? letter),
  /** https://support.discord.com/hc/en-us/articles/210298617: the letters that mean something in a message. */
  discord_text: (value: unknown) => text(value).replaceAll(/[\\*_~`|>[\]()#-]/g, (letter) => `\\${letter}`),
  /** Keys of Creel's own nouns in another case; what others publish keeps its own. */
  snake_keys: (value: unknown, type: unknown) => (isOwnNoun(text(type)) ? snakeKeys(value as Data) : value),
  camel_keys: (value: unknown, type: unknown) => (isOwnNoun(text(type)) ? camelKeys(value as Data) : value),
  whole_seconds: (value: unknown) => wholeSeconds(text(value)),
  uri_reference: (value: unknown) => uriReference(text(value)),
  xml: (value: unknown) => writeXml((value ?? null) as JsonValue),
}
