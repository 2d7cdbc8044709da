import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useChangeToolServer, useTools } from '#renderer/data/queries/tool-servers.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Tool, ToolServer } from '#shared/model/tool-server.ts'
import { ToolServerDialog } from './tool-server-dialog.tsx'

/** One tool server; its removal is undone, not asked for. */
export function ToolServerCard({ server }: { server: ToolServer }): ReactElement {
  const { id, name, enabled, transport } = server
  const [isEdited, setEdited] = useState(false)
  const update = useChangeToolServer('toolServers.update')
  const remove = useChangeToolServer('toolServers.delete')
  const restore = useChangeToolServer('toolServers.restore')
  const tools = useTools(server, { isAsked: false })
  // The feed may take the card away before the answer comes: what follows hangs on the promise, not on the card.
  const bringBack = (): void => void restore.mutateAsync({ id }).catch(notifyError)
  const onRemove = (): void => notifyWhenDone(remove.mutateAsync({ id }), `“${name}” was removed`, bringBack)
  return (
    <li className="setting-card" aria-label={name}>
      <div className="row">
        <Switch checked={enabled} onChange={(isOn) => update.mutate({ id, enabled: isOn }, { onError: notifyError })}>
          <b>{name}</b>
        </Switch>
        <span className="grow" />
        <Button
          small
          aria-label={`Ask ${name} for its tools`}
          disabled={tools.isFetching}
          onClick={() => void tools.refetch()}
        >
          {tools.isFetching ? 'Asking' : 'Ask for its tools'}
        </Button>
        <IconButton small label={`Change ${name}`} onClick={() => setEdited(true)}>
          <Pencil className="i s" aria-hidden="true" />
        </IconButton>
        <IconButton small label={`Remove ${name}`} disabled={remove.isPending} onClick={onRemove}>
          <Trash2 className="i s" aria-hidden="true" />
        </IconButton>
      </div>
      <code className="ell mid">
        {transport.kind === 'http' ? transport.url : [transport.program, ...transport.arguments].join(' ')}
      </code>
      {tools.error && (
        <p className="bad" role="alert">
          {tools.error.message}
        </p>
      )}
      {tools.data && <ToolList tools={tools.data} />}
      <ToolServerDialog open={isEdited} server={server} onClose={() => setEdited(false)} />
    </li>
  )
}

const ToolList = ({ tools }: { tools: readonly Tool[] }): ReactElement => (
  <details className="setting-fold ts-tools" open={tools.length <= 10}>
    <summary>
      {tools.length} {tools.length === 1 ? 'tool' : 'tools'}
    </summary>
    <ul>
      {tools.map(({ name, description }) => (
        <li key={name}>
          <code>{name}</code> {description}
        </li>
      ))}
    </ul>
  </details>
)
