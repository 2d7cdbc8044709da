import type { Event, JsonValue } from '#shared/model/event.ts'
import type { ActionOf } from '#shared/rules/actions/actions.ts'
import type { Clock, ToolServerAddress } from '#main/core/ports.ts'
import type { RunInSandbox } from '#main/core/sandbox/sandbox.ts'
import { createRenderContent } from '#main/core/templates/render-content.ts'
import { addressOf } from './tool-secrets.ts'
import type { LiveToolServer, ToolServerRegistry } from './tool-server-registry.ts'

/** What an action asks for; `allowsCommands`: whether its trigger lets it start programs. */
export type WantedCall = Omit<ActionOf<'call-tool'>, 'kind'> & { allowsCommands: boolean }

/** A call that can be made, or why it cannot. */
export type PreparedCall =
  | { kind: 'ready'; server: ToolServerAddress; serverName: string; given: Readonly<Record<string, JsonValue>> }
  | { kind: 'refused'; words: string }

/** Finds the server of a call and makes its arguments of an event. The live run and the dry run prepare alike. */
export type PrepareCall = (call: WantedCall, event: Event, signal: AbortSignal) => Promise<PreparedCall>

export type PrepareCallParts = {
  toolServers: Pick<ToolServerRegistry, 'find'>
  clock: Clock
  runInSandbox: RunInSandbox
}

export function createPrepareCall({ toolServers, ...parts }: PrepareCallParts): PrepareCall {
  const render = createRenderContent(parts)

  return async (call, event, signal) => {
    const server = toolServers.find(event.workspaceId, call.serverId)
    const fault = faultOfServer(server, call.allowsCommands)
    if (!server || fault !== null) return refused(`The tool server ${fault}.`)
    const { settings, secrets } = server
    if (secrets === null) {
      return refused(`The secrets of “${settings.name}” cannot be read: their key is lost. Give them anew.`)
    }
    const content = { ...jsonTemplate, source: call.arguments }
    const made = await render(`tool ${call.serverId}`, content, event, signal)
    if (made.kind !== 'rendered') return refused(`The arguments cannot be made: ${reasonOf(made)}`)
    const given = JSON.parse(made.text) as JsonValue
    if (!isObject(given)) return refused('The arguments are no JSON object: a tool takes them by their names.')
    return { kind: 'ready', server: addressOf(settings.transport, secrets), serverName: settings.name, given }
  }
}

/** Why a trigger may not call a server, as it goes on from its name; null: it may. */
export function faultOfServer(server: LiveToolServer | undefined, allowsCommands: boolean): string | null {
  if (!server) return 'is gone: choose another one'
  const { enabled, transport } = server.settings
  if (!enabled) return 'is switched off: switch it on in the settings'
  if (transport.kind !== 'command' || allowsCommands) return null
  return 'may not be started: it is a command, and this trigger does not allow commands'
}

const jsonTemplate = { language: 'liquid', format: 'json', inputSchema: null, outputSchema: null } as const

const refused = (words: string): PreparedCall => ({ kind: 'refused', words })

const reasonOf = (made: { kind: 'skipped' } | { kind: 'unrenderable'; reason: string }): string =>
  made.kind === 'skipped' ? 'the template skips the event.' : made.reason

const isObject = (value: JsonValue): value is Record<string, JsonValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
