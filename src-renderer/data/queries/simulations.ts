import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type {
  Scenario,
  SimulatedSend,
  Simulation,
  SimulationPreview,
  SimulationSubject,
} from '#shared/model/simulation.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

const listKey = ['simulations', 'list'] as const

/** All that is known of scenarios lies below this key. */
export const scenariosKey = ['simulations', 'scenarios'] as const

const listedAtOnce = 50

/** What can be simulated. */
export const useSimulationSubjects = (): UseQueryResult<SimulationSubject[]> =>
  useQuery({
    queryKey: ['simulations', 'subjects'],
    queryFn: async ({ signal }) => (await client('simulations.subjects', {}, { signal })).items,
    staleTime: Infinity,
  })

/** The newest simulations. */
export const useSimulations = (): UseQueryResult<OutputOf<'simulations.list'>> =>
  useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => client('simulations.list', { limit: listedAtOnce }, { signal }),
  })

/** The requests of one simulation. */
export const useSimulatedSends = (id: string, isShown: boolean): UseQueryResult<SimulatedSend[]> =>
  useQuery({
    queryKey: ['simulations', 'sends', id],
    queryFn: async ({ signal }) => (await client('simulations.sends', { id }, { signal })).items,
    enabled: isShown,
  })

/** The scenarios by name. */
export const useScenarios = (): UseQueryResult<Scenario[]> =>
  useQuery({
    queryKey: scenariosKey,
    queryFn: async ({ signal }) => (await client('simulations.scenarios', {}, { signal })).items,
  })

/** Shows what would be sent; asked anew for each call. */
export const previewSimulation = (
  input: CallOf<'simulations.preview'>,
  signal: AbortSignal,
): Promise<SimulationPreview> => client('simulations.preview', input, { signal })

/** Keeps a simulation as it is now in the list. */
export function keepSimulation(simulation: Simulation): void {
  queryClient.setQueryData<OutputOf<'simulations.list'>>(listKey, (list) => {
    if (!list) return list
    const isKnown = list.items.some(({ id }) => id === simulation.id)
    const items = isKnown
      ? list.items.map((item) => (item.id === simulation.id ? withLast(simulation, item) : item))
      : [simulation, ...list.items]
    return { ...list, items }
  })
  void queryClient.invalidateQueries({ queryKey: ['simulations', 'sends', simulation.id] })
}

// Its end is told without its last request, which is known.
const withLast = (simulation: Simulation, before: Simulation): Simulation => ({
  ...simulation,
  last: simulation.last ?? before.last,
})

export const useSendSimulation = (): UseMutationResult<Simulation, Error, CallOf<'simulations.send'>> =>
  useMutation({ mutationFn: (input) => client('simulations.send', input) })

export const useCancelSimulation = (): UseMutationResult<Simulation, Error, string> =>
  useMutation({ mutationFn: (id) => client('simulations.cancel', { id }) })

const refreshScenarios = (): Promise<void> => queryClient.invalidateQueries({ queryKey: scenariosKey })

export const useSaveScenario = (): UseMutationResult<Scenario, Error, CallOf<'simulations.save'>> =>
  useMutation({ mutationFn: (input) => client('simulations.save', input), onSuccess: refreshScenarios })

export const useDeleteScenario = (): UseMutationResult<null, Error, string> =>
  useMutation({ mutationFn: (name) => client('simulations.delete', { name }), onSuccess: refreshScenarios })
