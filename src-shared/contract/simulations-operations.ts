import { z } from 'zod'
import { SimulationId } from '#shared/model/id.ts'
import {
  Scenario,
  SimulatedSend,
  Simulation,
  SimulationPreview,
  SimulationRecipe,
  SimulationSubject,
} from '#shared/model/simulation.ts'
import { operation, page, pageInput } from './operation.ts'

const secret = z.string().min(1).max(4096).optional().meta({
  format: 'password',
  description: 'What a url checks signatures with; used for this run and not kept. A source’s own is known.',
})

const one = z.object({ id: SimulationId })
const named = z.object({ name: Scenario.shape.name })

export const simulationsOperations = {
  'simulations.subjects': operation({
    summary: 'List what can be simulated: every sender with its events, and Creel’s own.',
    method: 'GET',
    path: '/simulations/subjects',
    scope: 'read',
    input: z.object({}),
    output: page(SimulationSubject),
  }),
  'simulations.preview': operation({
    summary: 'Show what would be sent, signature and all, and what should become of it. Sends nothing.',
    method: 'POST',
    path: '/simulations/preview',
    scope: 'write',
    input: z.object({ ...SimulationRecipe.shape, secret }),
    output: SimulationPreview,
  }),
  'simulations.send': operation({
    summary: 'Send a provider’s event to a source or a URL, well or badly signed, once or many times; or publish one.',
    method: 'POST',
    path: '/simulations',
    scope: 'write',
    success: 202,
    input: z.object({ ...SimulationRecipe.shape, secret }),
    output: Simulation,
  }),
  'simulations.list': operation({
    summary: 'List simulations, newest first; they are kept for 30 days.',
    method: 'GET',
    path: '/simulations',
    scope: 'read',
    input: z.object(pageInput),
    output: page(Simulation),
  }),
  'simulations.get': operation({
    summary: 'Show one simulation.',
    method: 'GET',
    path: '/simulations/{id}',
    scope: 'read',
    input: one,
    output: Simulation,
  }),
  'simulations.sends': operation({
    summary: 'List the requests of a simulation in the order in which they were sent.',
    method: 'GET',
    path: '/simulations/{id}/sends',
    scope: 'read',
    input: one,
    output: page(SimulatedSend),
  }),
  'simulations.cancel': operation({
    summary: 'Send no more of a simulation; what is under way is still recorded.',
    method: 'POST',
    path: '/simulations/{id}/cancel',
    scope: 'write',
    input: one,
    output: Simulation,
  }),
  'simulations.run': operation({
    summary: 'Run a scenario.',
    method: 'POST',
    path: '/simulations/scenarios/{name}/run',
    scope: 'write',
    success: 202,
    input: z.object({ ...named.shape, secret }),
    output: Simulation,
  }),
  'simulations.scenarios': operation({
    summary: 'List the scenarios by name.',
    method: 'GET',
    path: '/simulations/scenarios',
    scope: 'read',
    input: z.object({}),
    output: page(Scenario),
  }),
  'simulations.save': operation({
    summary: 'Keep a recipe under a name, in the place of one that has it.',
    method: 'PUT',
    path: '/simulations/scenarios/{name}',
    scope: 'write',
    input: z.object({ ...named.shape, ...SimulationRecipe.shape }),
    output: Scenario,
  }),
  'simulations.delete': operation({
    summary: 'Delete a scenario; what it sent stays in the list.',
    method: 'DELETE',
    path: '/simulations/scenarios/{name}',
    scope: 'write',
    success: 204,
    input: named,
    output: z.null(),
  }),
}
