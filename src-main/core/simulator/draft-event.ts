import { AppError } from '#shared/contract/problem.ts'
import type { JsonValue } from '#shared/model/event.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valueOf, withHeader } from '#shared/model/header-pairs.ts'
import type { SimulationRecipe } from '#shared/model/simulation.ts'
import { writeJsonPath } from '#shared/rules/json-path.ts'
import type { Random } from '#main/core/ports.ts'
import { findEventId, renewEventId } from '#main/core/replays/renew-event-id.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { createSampleContext } from '#main/providers/sample-context.ts'
import type { Subject } from './read-recipe.ts'

/** When an event happened, and the how manieth of its simulation it is, from 0. */
type Moment = { atMs: number; index: number }

/** A request of a simulation before it is signed. */
export function draftEvent(
  recipe: SimulationRecipe,
  subject: Exclude<Subject, { kind: 'catalogue' }>,
  { atMs, index }: Moment,
  random: Random,
): CapturedRequest {
  const sample = subject.kind === 'provider' ? subject.sample : null
  const context = createSampleContext({ now: new Date(atMs), random })
  const usual: HeaderPairs = sample?.headers(context) ?? [['Content-Type', 'application/json']]
  const headers = recipe.headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), usual)
  const text = recipe.body ?? (sample ? bodyText(sample.body(context)) : '')
  const request: CapturedRequest = {
    method: recipe.method ?? sample?.method ?? 'POST',
    target: '/',
    path: '',
    httpVersion: '1.1',
    headers,
    trailers: [],
    body: Buffer.from(withFields(text, recipe.fields, isForm(headers))),
    remoteAddress: null,
    receivedAtMs: atMs,
  }
  // A body that was written by hand is the first event; the others must not look like copies of it.
  return recipe.body === null || index === 0 ? request : renewed(request, subject, random)
}

const isForm = (headers: HeaderPairs): boolean =>
  valueOf(headers, 'Content-Type')?.startsWith('application/x-www-form-urlencoded') ?? false

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

function renewed(request: CapturedRequest, subject: Subject, random: Random): CapturedRequest {
  const found = findEventId(request, subject.kind === 'provider' ? subject.provider : null)
  return found.kind === 'fixed' ? request : renewEventId(request, found, random).request
}

/** The text of JSON, or of a form, with values in their places. Throws `bad-input` where a path leads nowhere. */
export function withFields(text: string, fields: SimulationRecipe['fields'], isForm = false): string {
  const entries = Object.entries(fields)
  if (entries.length === 0) return text
  if (isForm) return withFormFields(text, entries)
  let json = parse(text)
  for (const [path, value] of entries) {
    const written = writeJsonPath(json, path, value)
    if (written === null) throw badField(path, `The body has no place “${path}”.`)
    json = written.value
  }
  return JSON.stringify(json)
}

function withFormFields(text: string, entries: readonly [string, JsonValue][]): string {
  const form = new URLSearchParams(text)
  for (const [name, value] of entries) form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return form.toString()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badField('', 'Fields are put into JSON or a form, and the body is neither. Write the body whole.')
  }
}

const badField = (path: string, words: string): AppError =>
  new AppError('bad-input', words, { errors: [{ path: `fields.${path}`, message: 'cannot be put into the body' }] })
