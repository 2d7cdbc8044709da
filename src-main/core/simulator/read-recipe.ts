import { AppError } from '#shared/contract/problem.ts'
import type { SimulationRecipe } from '#shared/model/simulation.ts'
import { mostSends } from '#shared/model/simulation.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { delayAfter } from '#shared/rules/retry-policy.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import type { EventSample } from '#main/providers/event-sample.ts'
import { providers } from '#main/providers/providers.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { retryHabitOf } from './retry-habit.ts'

/** What is simulated: an event of a sender, one that Creel publishes, or whatever a person wrote. */
export type Subject =
  | { kind: 'provider'; provider: ProviderName; sample: EventSample }
  | { kind: 'catalogue'; eventType: string }
  | { kind: 'blank' }

/** Where it goes: through the receiver to a source, or to any address. */
export type Target = { kind: 'source'; source: LiveSource; url: string } | { kind: 'url'; url: string }

/** The sample of a sender's event. Throws `bad-input` where there is none. */
export function findSample(provider: ProviderName, eventType: string | null): EventSample {
  const { events } = providers[provider]
  const found = events.find((sample) => sample.eventType === eventType)
  if (found) return found
  const known = events.map((sample) => sample.eventType).join(', ')
  throw new AppError(
    'bad-input',
    eventType === null
      ? `Say which event of ${provider} is simulated: ${known}.`
      : `${provider} has no event “${eventType}” that can be simulated. There are: ${known}.`,
    { errors: [{ path: 'eventType', message: 'is none of the events of this provider' }] },
  )
}

/** What a recipe is about. Throws `bad-input`. */
export function readSubject({ provider, eventType }: SimulationRecipe): Subject {
  if (provider !== null) return { kind: 'provider', provider, sample: findSample(provider, eventType) }
  return eventType === null ? { kind: 'blank' } : { kind: 'catalogue', eventType }
}

/** Where a recipe sends to; null: what Creel publishes is not sent. Throws `bad-input` or `source-not-found`. */
export function readTarget(
  recipe: SimulationRecipe,
  subject: Subject,
  { sourceOf, receiverUrl }: { sourceOf: (id: string) => LiveSource | undefined; receiverUrl: () => string },
): Target | null {
  const { sourceId, url } = recipe
  if (subject.kind === 'catalogue') return null
  if (sourceId !== null && url !== null) throw badTarget('Name a source or a url, not both.')
  if (url !== null) return { kind: 'url', url }
  if (sourceId === null) throw badTarget('Say where to send it: name a source or a url.')
  const source = sourceOf(sourceId)
  if (!source) throw new AppError('source-not-found', `No source has the id ${sourceId}, or it was deleted.`)
  return { kind: 'source', source, url: `${receiverUrl()}/in/${source.token}` }
}

const badTarget = (words: string): AppError =>
  new AppError('bad-input', words, { errors: [{ path: 'sourceId', message: 'is no clear target' }] })

/** Refuses more than one simulation may send, and retries that nobody knows how to make. Throws `bad-input`. */
export function checkRecipe({ count, copies, retries }: SimulationRecipe, subject: Subject): void {
  if (count * copies > mostSends) {
    throw new AppError(
      'bad-input',
      `${count} events sent ${copies} times each are ${count * copies} requests, and one simulation sends ${mostSends} at most.`,
      { errors: [{ path: 'count', message: `makes more than ${mostSends} requests with these copies` }] },
    )
  }
  if (!retries) return
  const policy = subject.kind === 'provider' ? retryHabitOf(subject.provider) : null
  if (policy !== null && delayAfter(policy, 1) !== null) return
  const who = subject.kind === 'provider' ? subject.provider : 'Whoever that is'
  throw new AppError('bad-input', `${who} is not known to send again what failed. Leave the retries out.`, {
    errors: [{ path: 'retries', message: 'are not what this sender does' }],
  })
}

/** How a subject is sent again; null: it is not. */
export const retriesOf = ({ retries }: SimulationRecipe, subject: Subject): RetryPolicy | null =>
  retries && subject.kind === 'provider' ? retryHabitOf(subject.provider) : null
