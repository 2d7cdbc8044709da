import type { Scenario, SimulatedSend, Simulation } from '#shared/model/simulation.ts'
import { SendReason, SimulationRecipe, SimulationState } from '#shared/model/simulation.ts'
import type { ScenarioTable, SimulationSendTable } from '#main/core/database/simulation-tables.ts'
import type { StoredSimulation } from '#main/core/database/stores/simulation-store.ts'

const time = (ms: number): string => new Date(ms).toISOString()

// A recipe of another version of Creel may lack what this one knows: then it is as usual.
const readRecipe = (text: string): SimulationRecipe => SimulationRecipe.parse(JSON.parse(text))

/** A stored simulation as the contract shows it. */
export const toSimulation = ({ recipe, last, state, createdAt, endedAt, ...row }: StoredSimulation): Simulation => ({
  ...row,
  state: SimulationState.parse(state),
  recipe: readRecipe(recipe),
  last: last && toSend(last),
  createdAt: time(createdAt),
  endedAt: endedAt === null ? null : time(endedAt),
})

/** A stored request of a simulation as the contract shows it. */
export const toSend = ({
  simulationId: _,
  workspaceId: __,
  sentAt,
  reason,
  isExpected,
  ...row
}: SimulationSendTable): SimulatedSend => ({
  ...row,
  reason: SendReason.parse(reason),
  sentAt: time(sentAt),
  isExpected: isExpected === 1,
})

/** A stored scenario as the contract shows it. */
export const toScenario = ({ name, recipe, createdAt, updatedAt }: ScenarioTable): Scenario => ({
  name,
  recipe: readRecipe(recipe),
  createdAt: time(createdAt),
  updatedAt: time(updatedAt),
})
