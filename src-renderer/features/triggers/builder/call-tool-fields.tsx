import type { ReactElement } from 'react'
import { useToolServers, useTools } from '#renderer/data/queries/tool-servers.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Field, Select } from '#renderer/parts/field.tsx'
import type { ToolServer } from '#shared/model/tool-server.ts'
import type { FieldsProps } from './action-fields.tsx'
import { CommandLeave, TimeLimit } from './time-and-leave.tsx'
import { ToolArgumentFields } from './tool-argument-fields.tsx'
import { ToolChoice } from './tool-choice.tsx'

type Props = FieldsProps<'call-tool'>

/** A server, one of the tools that it has just listed, and its arguments. */
export function CallToolFields(props: Props): ReactElement {
  const { form, path, action, onChange } = props
  const servers = useToolServers()
  const server = servers.data?.find(({ id }) => id === action.serverId)
  return (
    <>
      <ServerChoice {...props} servers={servers} />
      {server && <ToolFields {...props} server={server} />}
      <TimeLimit
        form={form}
        path={path}
        seconds={action.timeLimitSeconds}
        onChange={(timeLimitSeconds) => onChange({ ...action, timeLimitSeconds })}
      />
      {server?.transport.kind === 'command' && <CommandLeave form={form} />}
    </>
  )
}

function ToolFields({ server, ...props }: Props & { server: ToolServer }): ReactElement {
  const tools = useTools(server, { isAsked: server.enabled })
  return (
    <>
      {!server.enabled && <p className="hint">It is switched off: switch it on in the settings.</p>}
      <ToolChoice {...props} tools={tools} />
      <ToolArgumentFields {...props} tool={tools.data?.find(({ name }) => name === props.action.tool)} />
    </>
  )
}

const none = ''

function ServerChoice({
  form,
  path,
  action,
  onChange,
  servers,
}: Props & { servers: ReturnType<typeof useToolServers> }): ReactElement {
  const { serverId } = action
  const fault = form.errorOf(`${path}.serverId`)
  const refusal = fault !== null && serverId === none ? 'Choose a tool server.' : fault
  return (
    <Field
      label="Tool server"
      hint={<a href={printRoute({ screen: 'settings', section: 'tools' })}>Tool servers are set up in the settings</a>}
      error={refusal ?? servers.error?.message}
    >
      {(control) => (
        <Select
          {...control}
          options={serverOptions(servers.data, serverId)}
          value={serverId}
          onChange={(id) => onChange({ ...action, serverId: id, tool: '', arguments: '{}' })}
        />
      )}
    </Field>
  )
}

/** The servers to choose from; one that is chosen stays even where it is not among them. Only a list tells that it is gone. */
function serverOptions(servers: readonly ToolServer[] | undefined, chosen: string): { value: string; label: string }[] {
  const known = servers ?? []
  const isListed = chosen === none || known.some(({ id }) => id === chosen)
  return [
    { value: none, label: servers?.length === 0 ? 'None is set up yet' : 'Choose one' },
    ...known.map(({ id, name }) => ({ value: id, label: name })),
    ...(isListed ? [] : [{ value: chosen, label: servers ? 'A tool server that is gone' : 'The one that is set' }]),
  ]
}
