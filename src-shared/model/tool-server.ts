import { z } from 'zod'
import { HeaderName } from '#shared/rules/signature-scheme.ts'
import { JsonSchema } from './event-type.ts'
import { ToolServerId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'
import { HeaderValue, WebhookUrl } from './webhook.ts'

/** Set by the protocol itself (MCP 2025-06-18, “Transports”), or by whoever sends. */
const reservedHeaders = new Set(['accept', 'content-type', 'content-length', 'host', 'mcp-session-id'])

const isGiven = ({ value, isSecret }: { value: string | null; isSecret: boolean }): boolean =>
  isSecret || value !== null
const missing = { path: ['value'], message: 'is missing' }

/** A variable in the environment of a tool server. A secret value is kept encrypted and shown as null. */
const ToolServerVariable = z
  .object({
    name: z.string().regex(/^[A-Za-z_]\w{0,99}$/, 'must be letters, digits and _, and begin with no digit'),
    value: z
      .string()
      .max(8192)
      .refine((value) => !value.includes('\0'), 'must not contain a null character')
      .nullable()
      .describe('null: secret, as it is kept.'),
    isSecret: z.boolean().default(false),
  })
  .refine(isGiven, missing)

/** A header of all requests to a tool server. A secret value is kept encrypted and shown as null. */
const ToolServerHeader = z
  .object({
    name: HeaderName.refine((name) => !reservedHeaders.has(name.toLowerCase()), 'is set by Creel'),
    value: HeaderValue.nullable().describe('null: secret, as it is kept.'),
    isSecret: z.boolean().default(false),
  })
  .refine(isGiven, missing)

const namedOnce = (values: readonly { name: string }[]): boolean =>
  new Set(values.map(({ name }) => name.toLowerCase())).size === values.length

/**
 * How a tool server is spoken with. `command`: a program of this computer, over its standard streams, without a shell;
 * it is started for each call and ended after it. `http`: MCP’s streamable HTTP.
 */
export const ToolTransport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    program: z.string().trim().min(1).max(1000).describe('A path, or a name that is looked up in PATH.'),
    arguments: z.array(z.string().max(4000)).max(50).default([]),
    folder: z.string().trim().min(1).max(4096).nullable().default(null).describe('It runs in; null: as Creel does.'),
    environment: z
      .array(ToolServerVariable)
      .max(100)
      .refine(namedOnce, 'names a variable twice')
      .default([])
      .describe('Besides that of Creel, or in its place.'),
  }),
  z.object({
    kind: z.literal('http'),
    url: WebhookUrl,
    headers: z.array(ToolServerHeader).max(50).refine(namedOnce, 'names a header twice').default([]),
  }),
])
export type ToolTransport = z.infer<typeof ToolTransport>

/** What a person decides about a tool server. */
export const ToolServerSettings = z.object({
  name: z.string().trim().min(1).max(100),
  transport: ToolTransport,
  enabled: z.boolean().default(true).describe('false: no trigger calls it.'),
})
export type ToolServerSettings = z.infer<typeof ToolServerSettings>

/** A server whose tools triggers may call, by the Model Context Protocol. */
export const ToolServer = ToolServerSettings.extend({
  id: ToolServerId,
  workspaceId: WorkspaceId,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Timestamp.nullable(),
})
export type ToolServer = z.infer<typeof ToolServer>

/** What a server says of one of its tools. */
export const Tool = z.object({
  name: z.string(),
  title: z.string().nullable(),
  description: z.string(),
  inputSchema: JsonSchema.describe('What its arguments must be like.'),
})
export type Tool = z.infer<typeof Tool>

/** What a tool answered. */
export const ToolResult = z.object({
  isError: z.boolean().describe('The tool itself says that it failed.'),
  output: z.string().describe('The first 64 kB of its text; what is no text is named.'),
  isCut: z.boolean(),
  tookMs: z.number().describe('With the start of the server.'),
})
export type ToolResult = z.infer<typeof ToolResult>
