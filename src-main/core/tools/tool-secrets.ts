import { AppError } from '#shared/contract/problem.ts'
import type { ToolServerSettings, ToolTransport } from '#shared/model/tool-server.ts'
import type { SecretVault, ToolServerAddress } from '#main/core/ports.ts'

/** Secret values of a tool server by the names of its variables or headers, in small letters. */
export type ToolSecrets = Readonly<Record<string, string>>

type Named = { name: string; value: string | null; isSecret: boolean }

const namedOf = (transport: ToolTransport): Named[] =>
  transport.kind === 'command' ? transport.environment : transport.headers

const placeOf = ({ kind }: ToolTransport): string => `transport.${kind === 'command' ? 'environment' : 'headers'}`

/** The secret values, unsealed; null: they were sealed with a key that is lost. */
export function openToolSecrets(vault: SecretVault, sealed: Uint8Array | null): ToolSecrets | null {
  if (sealed === null) return {}
  try {
    return JSON.parse(vault.open(sealed)) as ToolSecrets
  } catch {
    return null
  }
}

/**
 * Parts settings from their secret values. One that is given as null is the one that was kept `before`, for the same
 * kind of transport. Throws `bad-input` where there was none.
 */
export function partToolSecrets(
  vault: SecretVault,
  settings: ToolServerSettings,
  before: { kind: ToolTransport['kind']; secrets: ToolSecrets } | null,
): { settings: ToolServerSettings; secrets: Uint8Array | null } {
  const { transport } = settings
  const kept = before?.kind === transport.kind ? before.secrets : {}
  const secrets: Record<string, string> = {}
  for (const [index, { name, value, isSecret }] of namedOf(transport).entries()) {
    if (!isSecret) continue
    const secret = value ?? kept[name.toLowerCase()]
    if (secret === undefined) throw missing(`${placeOf(transport)}.${index}.value`)
    secrets[name.toLowerCase()] = secret
  }
  const hasNone = Object.keys(secrets).length === 0
  return {
    settings: { ...settings, transport: withoutSecrets(transport) },
    secrets: hasNone ? null : vault.seal(JSON.stringify(secrets)),
  }
}

function withoutSecrets(transport: ToolTransport): ToolTransport {
  const hide = <Value extends Named>(named: Value): Value => (named.isSecret ? { ...named, value: null } : named)
  return transport.kind === 'command'
    ? { ...transport, environment: transport.environment.map(hide) }
    : { ...transport, headers: transport.headers.map(hide) }
}

const missing = (path: string): AppError =>
  new AppError('bad-input', `${path} is missing: null keeps a secret, and there is none to keep. Give its value.`, {
    errors: [{ path, message: 'is missing' }],
  })

/** Where a tool server is, its secrets filled in. */
export function addressOf(transport: ToolTransport, secrets: ToolSecrets): ToolServerAddress {
  const pairs = namedOf(transport).map(({ name, value }): [string, string] => [
    name,
    value ?? secrets[name.toLowerCase()] ?? '',
  ])
  if (transport.kind === 'http') return { kind: 'http', url: transport.url, headers: pairs }
  const { program, arguments: given, folder } = transport
  return { kind: 'command', path: program, arguments: given, folder, environment: Object.fromEntries(pairs) }
}
