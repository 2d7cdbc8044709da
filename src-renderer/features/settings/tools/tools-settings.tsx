import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useToolServers } from '#renderer/data/queries/tool-servers.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { ToolServerCard } from './tool-server-card.tsx'
import { ToolServerDialog } from './tool-server-dialog.tsx'
import './tools.css'

/** The servers whose tools triggers may call. */
export function ToolsSettings(): ReactElement {
  const [isAdding, setAdding] = useState(false)
  return (
    <div className="setp wide">
      <header>
        <div>
          <h1>Tool servers</h1>
          <p>
            Servers of the Model Context Protocol, such as Taskmaster’s. An action of a trigger can call their tools; a
            program is started for each call, and only where the trigger allows commands.
          </p>
        </div>
        <Button look="primary" onClick={() => setAdding(true)}>
          <Plus className="i" aria-hidden="true" />
          Add a server
        </Button>
      </header>
      <Servers />
      <ToolServerDialog open={isAdding} server={null} onClose={() => setAdding(false)} />
    </div>
  )
}

function Servers(): ReactElement {
  const { data: servers, error, refetch } = useToolServers()
  if (error)
    return (
      <ErrorBox
        title="The tool servers could not be read"
        error={error}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    )
  if (!servers) return <Skeleton width="60%" />
  if (servers.length === 0) return <EmptyState>No tool server is set up yet.</EmptyState>
  return (
    <ul className="setting-cards">
      {servers.map((server) => (
        <ToolServerCard key={server.id} server={server} />
      ))}
    </ul>
  )
}
