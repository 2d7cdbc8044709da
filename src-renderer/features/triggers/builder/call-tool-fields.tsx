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
  const { data: servers = [] } = useToolServers()
  const server = servers.find(({ id }) => id === action.serverId)
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
  const tools = useTools(server.enabled ? server : null)
  return (
    <>
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
}: Props & { servers: readonly ToolServer[] }): ReactElement {
  const { serverId } = action
  const isGone = serverId !== none && !servers.some(({ id }) => id === serverId)
  const refusal = form.errorOf(`${path}.serverId`)
  const options = [
    { value: none, label: servers.length === 0 ? 'None is set up yet' : 'Choose one' },
    ...servers.map(({ id, name }) => ({ value: id, label: name })),
    ...(isGone ? [{ value: serverId, label: 'A tool server that is gone' }] : []),
  ]
  return (
    <Field
      label="Tool server"
      hint={<a href={printRoute({ screen: 'settings', section: 'tools' })}>Tool servers are set up in the settings</a>}
      error={refusal !== null && serverId === none ? 'Choose a tool server.' : refusal}
    >
      {(control) => (
        <Select
          {...control}
          options={options}
          value={serverId}
          onChange={(id) => onChange({ ...action, serverId: id, tool: '', arguments: '{}' })}
        />
      )}
    </Field>
  )
}
