import type { ToolServerSettings } from '#shared/model/tool-server.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { StoredToolServer } from '#main/core/database/stores/tool-server-store.ts'
import { listLiveToolServers } from '#main/core/database/stores/tool-server-store.ts'
import type { Log, SecretVault } from '#main/core/ports.ts'
import type { ToolSecrets } from './tool-secrets.ts'
import { openToolSecrets } from './tool-secrets.ts'

/** A tool server as a call needs it. `secrets` null: they were sealed with a key that is lost. */
export type LiveToolServer = {
  id: string
  workspaceId: string
  settings: ToolServerSettings
  secrets: ToolSecrets | null
}

/** All tool servers that are not deleted, in memory. */
export type ToolServerRegistry = {
  /** None of another workspace. */
  find: (workspaceId: string, id: string) => LiveToolServer | undefined
  of: (workspaceId: string) => LiveToolServer[]
  /** Reads everything anew; called after each change of a tool server. */
  reload: () => Promise<void>
}

export function createToolServerRegistry(db: Reader, vault: SecretVault, log: Log): ToolServerRegistry {
  let servers = new Map<string, LiveToolServer>()

  const toLive = ({ id, workspaceId, settings, secrets }: StoredToolServer): LiveToolServer => {
    const opened = openToolSecrets(vault, secrets)
    // Said, and not in the way of a start; whoever gives the secrets anew mends it.
    if (opened === null) log.error('tool-server.secrets-unreadable', { toolServer: id })
    return { id, workspaceId, settings, secrets: opened }
  }

  return {
    find(workspaceId, id) {
      const server = servers.get(id)
      return server?.workspaceId === workspaceId ? server : undefined
    },
    of: (workspaceId) => [...servers.values()].filter((server) => server.workspaceId === workspaceId),
    async reload() {
      servers = new Map((await listLiveToolServers(db)).map((stored) => [stored.id, toLive(stored)]))
    },
  }
}
