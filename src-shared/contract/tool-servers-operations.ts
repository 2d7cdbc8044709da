import { z } from 'zod'
import { JsonValue } from '#shared/model/event.ts'
import { ToolServerId } from '#shared/model/id.ts'
import { Tool, ToolResult, ToolServer, ToolServerSettings } from '#shared/model/tool-server.ts'
import { changesOf, operation, page, queryFlag } from './operation.ts'

const changes = changesOf(ToolServerSettings.shape)
const { name, transport } = ToolServerSettings.shape

const one = z.object({ id: ToolServerId })

export const toolServersOperations = {
  'toolServers.list': operation({
    summary: 'List the servers whose tools triggers may call, oldest first.',
    method: 'GET',
    path: '/tool-servers',
    scope: 'read',
    input: z.object({ deleted: queryFlag.default(false).describe('List the deleted ones instead.') }),
    output: page(ToolServer),
  }),
  'toolServers.get': operation({
    summary: 'Show one tool server.',
    method: 'GET',
    path: '/tool-servers/{id}',
    scope: 'read',
    input: one,
    output: ToolServer,
  }),
  'toolServers.create': operation({
    summary: 'Add a tool server. Nothing of it is started until it is asked for its tools, or a trigger calls one.',
    method: 'POST',
    path: '/tool-servers',
    scope: 'own',
    success: 201,
    input: z.object({ ...changes, name, transport }),
    output: ToolServer,
  }),
  'toolServers.update': operation({
    summary: 'Change a tool server; what is left out stays, and so does a secret that is given as null.',
    method: 'PATCH',
    path: '/tool-servers/{id}',
    scope: 'own',
    input: z.object({ ...one.shape, ...changes }),
    output: ToolServer,
  }),
  'toolServers.delete': operation({
    summary: 'Delete a tool server. It can be restored until purged.',
    method: 'DELETE',
    path: '/tool-servers/{id}',
    scope: 'own',
    success: 204,
    input: z.object({
      ...one.shape,
      purge: queryFlag.default(false).describe('For good, with its secrets.'),
    }),
    output: z.null(),
  }),
  'toolServers.restore': operation({
    summary: 'Bring a deleted tool server back.',
    method: 'POST',
    path: '/tool-servers/{id}/restore',
    scope: 'own',
    input: one,
    output: ToolServer,
  }),
  'toolServers.tools': operation({
    summary: 'Ask a server for its tools: names, descriptions and what their arguments must be like.',
    method: 'GET',
    path: '/tool-servers/{id}/tools',
    scope: 'write',
    input: one,
    output: page(Tool),
  }),
  'toolServers.call': operation({
    summary: 'Call a tool of a server now and show what it answers; a tool that says it failed is an answer too.',
    method: 'POST',
    path: '/tool-servers/{id}/call',
    scope: 'own',
    input: z.object({
      ...one.shape,
      tool: z.string().trim().min(1).max(200),
      arguments: z.record(z.string(), JsonValue).default({}),
      timeLimitSeconds: z.int().min(1).max(3600).default(60),
    }),
    output: ToolResult,
  }),
}
