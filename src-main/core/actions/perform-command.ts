import { fill } from './action-context.ts'
import { failedOutcome } from './effects.ts'
import type { Perform } from './perform-action.ts'

/** The program is never filled in: an event may say what is done, and not by what. */
export const performCommand: Perform<'command'> = async (action, { event, facts, allowsCommands }, effects) => {
  if (!allowsCommands)
    return failedOutcome('This trigger does not allow commands. Allow them in its settings to run it.')
  const { program, arguments: given, timeLimitSeconds } = action
  return effects.command({
    program,
    arguments: given.map((text) => fill(text, facts)),
    timeLimitSeconds,
    input: `${JSON.stringify(event)}\n`,
  })
}
