import type { Answer } from '#shared/model/answer.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { RequestFacts } from './request-facts.ts'

const placeholder = /\{\{\s*((?:body|query|header)\.[^\s{}]+)\s*\}\}/g

// Without a limit a short request could have a long answer made: a body of 256 KB, as often as the answer names it.
const maxFilledLetters = 1_048_576

type Escape = (text: string) => string

const escapeJson: Escape = (text) => JSON.stringify(text).slice(1, -1)
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeMarkup: Escape = (text) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)

/** The address is public: what a stranger sends must stay text in the language of the answer. */
function escapeFor(answer: Answer): Escape {
  const type = valueOf(answer.headers, 'Content-Type') ?? ''
  if (/[/+]json\b/i.test(type)) return escapeJson
  return /html|xml/i.test(type) ? escapeMarkup : (text) => text
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Puts what the request says in the places of `{{body.path}}`, `{{query.name}}` and `{{header.name}}`; into the body only. */
export function fillIn(answer: Answer, facts: RequestFacts): Answer {
  if (!answer.body.includes('{{')) return answer
  const escape = escapeFor(answer)
  let left = maxFilledLetters
  const body = answer.body.replace(placeholder, (_, field: string) => {
    const text = escape(textOf(facts(field)[0]))
    left -= text.length
    return left < 0 ? '' : text
  })
  return { ...answer, body }
}
