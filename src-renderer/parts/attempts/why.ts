import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import type { ErrorClass } from '#shared/rules/error-class.ts'
import { errorClasses } from '#shared/rules/error-class.ts'
import type { Tone } from '#renderer/parts/pill.tsx'

/** Why a delivery is not delivered: what happened, the evidence, and what to do. */
export type Why = { tone: Tone; title: string; evidence: string | null; fix: string | null }

/** Why a delivery fails, is held, or was given up; null where there is nothing to explain. */
export function whyOf(delivery: Delivery): Why | null {
  switch (delivery.state) {
    case 'held':
      return { tone: 'idle', title: 'It is held, and nothing is lost.', evidence: delivery.reason, fix: null }
    case 'cancelled':
      return { tone: 'idle', title: 'It was cancelled.', evidence: delivery.reason, fix: null }
    case 'dead_letter':
      return failure(delivery, 'dead')
    case 'retrying':
    case 'sending':
    case 'queued':
      return delivery.attempts.some(hasFailed) ? failure(delivery, 'bad') : waits(delivery)
    case 'delivered':
      return null
  }
}

const waits = ({ reason }: Delivery): Why | null =>
  reason === null ? null : { tone: 'idle', title: 'It waits.', evidence: reason, fix: null }

const hasFailed = ({ errorClass, error }: Attempt): boolean => errorClass !== null || error !== null

function failure({ attempts, reason }: Delivery, tone: Tone): Why {
  const failed = attempts.filter(hasFailed)
  const last = failed.at(-1)
  if (!last) return { tone, title: 'It could not be sent.', evidence: reason, fix: null }
  const same = failed.filter((attempt) => attempt.errorClass === last.errorClass)
  const isAlways = failed.length > 1 && same.length === failed.length
  const known = errorClasses[last.errorClass as ErrorClass]
  const evidence = beyond(known?.what, [reason, sayingOf(last)])
  return { tone, title: titleOf(last, isAlways, failed.length), evidence, fix: known?.fix ?? null }
}

/** What is told beside the title, once each, without what only says the title again, nor the question behind it. */
function beyond(title: string | undefined, told: readonly (string | null)[]): string | null {
  const news = told.flatMap((text) => (text === null ? [] : withoutTitle(text, title)))
  const evidence = news.filter((text, place) => !isToldElsewhere(news, place)).join(' ')
  return evidence === '' ? null : evidence
}

function withoutTitle(text: string, title: string | undefined): string[] {
  const rest = title !== undefined && text.startsWith(title) ? text.slice(title.length + 1).trim() : null
  // Behind a colon a sentence of its own may stand, or the end of this one.
  if (rest === null || (rest !== '' && !/^\p{Lu}/u.test(rest))) return [text]
  return rest === '' || rest.endsWith('?') ? [] : [rest]
}

const isToldElsewhere = (all: readonly string[], place: number): boolean =>
  all.some((other, at) => at !== place && other.includes(all[place] ?? '') && (other !== all[place] || at < place))

function titleOf(attempt: Attempt, isAlways: boolean, count: number): string {
  const every = isAlways ? (count === 2 ? ', both times' : ', every time') : ''
  if (attempt.response) return `The target answered ${attempt.response.status}${every}.`
  const what = errorClasses[attempt.errorClass as ErrorClass]?.what ?? attempt.error?.message ?? 'It failed'
  return `${what.replace(/\.$/, '')}${every}.`
}

const longestSaying = 240

/** What the target itself said about it: the message of a JSON answer, else the first line of a text. */
function sayingOf({ response, error }: Attempt): string | null {
  if (!response) return error?.message ?? null
  const text = textOf(response.body)
  const words = messageIn(text) ?? (text.trimStart().startsWith('<') ? null : (text.trim().split('\n')[0] ?? null))
  return words === null || words === '' ? null : `It says: ${words.slice(0, longestSaying)}`
}

const textOf = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))

const messageKeys = ['message', 'detail', 'error_description', 'error', 'title', 'reason'] as const

function messageIn(text: string): string | null {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return null
  const fields = value as Record<string, unknown>
  for (const key of messageKeys) {
    const found = fields[key]
    if (typeof found === 'string' && found !== '') return found
    if (typeof found === 'object' && found !== null) return messageIn(JSON.stringify(found))
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
