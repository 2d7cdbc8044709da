import { z } from 'zod'
import { ToolServerId } from '#shared/model/id.ts'
import { actionKind } from './action-kind.ts'

/**
 * Calls a tool of a tool server, at least once. A server that is a program of this computer is started only where the
 * trigger allows commands.
 */
export const callToolAction = actionKind({
  title: 'Call a tool',
  schema: z.object({
    kind: z.literal('call-tool'),
    serverId: ToolServerId,
    tool: z.string().trim().min(1).max(200).describe('Its name, as the server lists it.'),
    arguments: z
      .string()
      .max(64_000)
      .default('{}')
      .describe('A template in Liquid that makes a JSON object of the event: {"title": "{{ data.title }}"}.'),
    timeLimitSeconds: z.int().min(1).max(3600).default(60),
  }),
  describe: ({ serverId, tool }, names) => `call the tool ${tool} of “${names.toolServer(serverId)}”`,
})
