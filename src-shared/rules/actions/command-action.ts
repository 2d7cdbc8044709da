import { z } from 'zod'
import { actionKind } from './action-kind.ts'
import { FilledText } from './filled-text.ts'

/**
 * Runs a program of this computer with the event as JSON on its standard input, at least once. There is no shell: what
 * an event fills in is one argument, whatever stands in it. Nothing runs until the trigger allows commands.
 */
export const commandAction = actionKind({
  title: 'Run a command',
  schema: z.object({
    kind: z.literal('command'),
    program: z.string().trim().min(1).max(1000).describe('A path, or a name that is looked up in PATH.'),
    arguments: z.array(FilledText(4000)).max(50).default([]),
    timeLimitSeconds: z.int().min(1).max(3600).default(60),
  }),
  describe: ({ program, arguments: given }) => `run ${[program, ...given].join(' ')}`,
})
