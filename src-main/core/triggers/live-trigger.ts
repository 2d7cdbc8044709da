import type { TriggerSettings } from '#shared/model/trigger.ts'
import type { CompiledCel } from '#main/core/rules/cel.ts'

/** The expressions of a condition, made ready, by their text. */
export type Expressions = ReadonlyMap<string, CompiledCel>

/** A trigger as matching needs it: parsed, with its expressions ready, and at hand. */
export type LiveTrigger = {
  id: string
  workspaceId: string
  version: number
  settings: TriggerSettings
  expressions: Expressions
}
