import { AppError } from '#shared/contract/problem.ts'
import type { Scenario, Simulation } from '#shared/model/simulation.ts'
import {
  deleteScenario,
  findScenario,
  findSimulation,
  listScenarios,
  listSends,
  listSimulations,
  saveScenario,
} from '#main/core/database/stores/simulation-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import { listTypes } from '#main/core/events/event-types.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import { listSubjects } from '#main/core/simulator/list-subjects.ts'
import type { PlanParts } from '#main/core/simulator/plan-simulation.ts'
import { planSimulation, previewSimulation } from '#main/core/simulator/plan-simulation.ts'
import { readSubject } from '#main/core/simulator/read-recipe.ts'
import type { Simulator } from '#main/core/simulator/simulator.ts'
import { toScenario, toSend, toSimulation } from '#main/core/simulator/to-simulation.ts'
import type { Handlers } from './handlers.ts'

export type SimulationsParts = PlanParts & { writer: Writer; feed: Feed; simulator: Simulator }

type SimulationsHandlers = Pick<Handlers, Extract<keyof Handlers, `simulations.${string}`>>

export function simulationsHandlers(parts: SimulationsParts): SimulationsHandlers {
  const { db, random, simulator } = parts
  const show = async (workspaceId: string, id: string): Promise<Simulation> => {
    const stored = await findSimulation(db, workspaceId, id)
    if (!stored) throw new AppError('simulation-not-found', `No simulation has the id ${id}.`)
    return toSimulation(stored)
  }

  return {
    ...scenariosHandlers(parts),
    'simulations.subjects': async (_, { workspaceId }) => ({
      items: listSubjects(await listTypes(db, workspaceId), random),
      nextCursor: null,
    }),
    'simulations.preview': async ({ secret = null, ...recipe }, { workspaceId }) =>
      previewSimulation(parts, { workspaceId, scenario: null, recipe, secret }),
    'simulations.send': async ({ secret = null, ...recipe }, { workspaceId }) =>
      simulator.start(await planSimulation(parts, { workspaceId, scenario: null, recipe, secret })),
    'simulations.list': async ({ limit, cursor }, { workspaceId }) => {
      const rows = await listSimulations(db, workspaceId, { beforeId: cursor ?? null, limit })
      return { items: rows.map(toSimulation), nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    'simulations.get': async ({ id }, { workspaceId }) => show(workspaceId, id),
    'simulations.sends': async ({ id }, { workspaceId }) => {
      await show(workspaceId, id)
      return { items: (await listSends(db, id)).map(toSend), nextCursor: null }
    },
    'simulations.cancel': async ({ id }, { workspaceId }) => {
      await show(workspaceId, id)
      await simulator.cancel(id)
      return show(workspaceId, id)
    },
  }
}

type ScenariosHandlers = Pick<
  Handlers,
  'simulations.run' | 'simulations.scenarios' | 'simulations.save' | 'simulations.delete'
>

function scenariosHandlers(parts: SimulationsParts): ScenariosHandlers {
  const { db, writer, clock, feed, simulator } = parts
  const require = async (workspaceId: string, name: string): Promise<Scenario> => {
    const stored = await findScenario(db, workspaceId, name)
    if (!stored) throw new AppError('scenario-not-found', `No scenario is called “${name}”.`)
    return toScenario(stored)
  }
  const changed = (name: string): void => feed.publish({ kind: 'scenarios.changed', data: { name } })

  return {
    'simulations.run': async ({ name, secret = null }, { workspaceId }) => {
      const { recipe } = await require(workspaceId, name)
      return simulator.start(await planSimulation(parts, { workspaceId, scenario: name, recipe, secret }))
    },
    'simulations.scenarios': async (_, { workspaceId }) => ({
      items: (await listScenarios(db, workspaceId)).map(toScenario),
      nextCursor: null,
    }),
    'simulations.save': async ({ name, ...recipe }, { workspaceId }) => {
      readSubject(recipe)
      const now = clock.now()
      const scenario = { workspaceId, name, recipe: JSON.stringify(recipe), createdAt: now, updatedAt: now }
      await writer.write((tx) => saveScenario(tx, scenario))
      changed(name)
      return require(workspaceId, name)
    },
    'simulations.delete': async ({ name }, { workspaceId }) => {
      await require(workspaceId, name)
      await writer.write((tx) => deleteScenario(tx, workspaceId, name))
      changed(name)
      return null
    },
  }
}
