/** One run of a recipe; `recipe` is a SimulationRecipe as JSON. */
export type SimulationTable = {
  id: string
  workspaceId: string
  state: string
  scenario: string | null
  recipe: string
  total: number
  sent: number
  unexpected: number
  problem: string | null
  createdAt: number
  endedAt: number | null
}

/** One request of a simulation, stored with what came back. */
export type SimulationSendTable = {
  simulationId: string
  number: number
  workspaceId: string
  event: number
  reason: string
  sentAt: number
  status: number | null
  error: string | null
  answer: string | null
  tookMs: number
  isExpected: number
  outcome: string
  requestId: string | null
  eventId: string | null
}

/** A recipe under a name. */
export type ScenarioTable = { workspaceId: string; name: string; recipe: string; createdAt: number; updatedAt: number }

/** How many requests the script of a source has answered since it began. */
export type ScriptRunTable = { sourceId: string; workspaceId: string; startedAt: number; taken: number }

/** A conformance run; `settings` is a CheckSettings, `cases` a list of CheckCase, both JSON. */
export type ConformanceCheckTable = {
  id: string
  workspaceId: string
  state: string
  settings: string
  cases: string
  createdAt: number
  endedAt: number | null
}
