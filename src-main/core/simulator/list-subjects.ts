import type { SimulationSubject } from '#shared/model/simulation.ts'
import type { EventType } from '#shared/model/event-type.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { providerLabels } from '#shared/model/provider.ts'
import { describeRetryPolicy } from '#shared/rules/retry-policy.ts'
import type { Random } from '#main/core/ports.ts'
import { signAgain } from '#main/core/replays/sign-again.ts'
import type { Provider } from '#main/providers/provider.ts'
import { providers } from '#main/providers/providers.ts'
import { draftEvent } from './draft-event.ts'
import { retryHabitOf } from './retry-habit.ts'
import { statesTime, strangeSecret } from './sign-simulated.ts'
import { SimulationRecipe } from '#shared/model/simulation.ts'

/** All senders whose events can be simulated, then the types that Creel publishes itself. */
export function listSubjects(types: readonly EventType[], random: Random): SimulationSubject[] {
  const senders = (Object.values(providers) as Provider[]).filter(({ events }) => events.length > 0)
  return [
    ...senders.map((provider) => ({
      provider: provider.name,
      title: providerLabels[provider.name].title,
      events: provider.events.map(({ eventType, summary }) => ({ eventType, summary })),
      signsTime: signsTime(provider, random),
      retryHabit: habitWords(provider.name),
    })),
    {
      provider: null,
      title: 'Creel',
      events: types.map(({ name, description }) => ({ eventType: name, summary: description })),
      signsTime: false,
      retryHabit: null,
    },
  ]
}

function habitWords(name: ProviderName): string | null {
  const policy = retryHabitOf(name)
  return policy && describeRetryPolicy(policy)
}

/** Any address: only whether a time is signed is asked. */
const canonicalUrl = 'https://example.com/'

function signsTime({ name, events }: Provider, random: Random): boolean {
  const [sample] = events
  if (!sample) return false
  const subject = { kind: 'provider', provider: name, sample } as const
  const draft = draftEvent(SimulationRecipe.parse({}), subject, { atMs: 0, index: 0 }, random)
  const how = { provider: name, scheme: null, secrets: [strangeSecret(random)], canonicalUrl, atSeconds: 0 }
  const signed = signAgain(draft, how)
  return signed.kind === 'signed' && statesTime(signed.request, how)
}
