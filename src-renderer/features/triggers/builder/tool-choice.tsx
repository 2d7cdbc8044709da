import { RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import type { useTools } from '#renderer/data/queries/tool-servers.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Field, Select } from '#renderer/parts/field.tsx'
import type { Tool } from '#shared/model/tool-server.ts'
import { argumentsFor } from '#shared/rules/actions/tool-arguments.ts'
import type { FieldsProps } from './action-fields.tsx'
import { TextField } from './text-field.tsx'

type Props = FieldsProps<'call-tool'> & { tools: ReturnType<typeof useTools> }

/** The tool by its name: chosen of those that the server lists, or typed where it does not answer. */
export const ToolChoice = (props: Props): ReactElement =>
  props.tools.data ? <KnownTools {...props} known={props.tools.data} /> : <UnknownTools {...props} />

function KnownTools({ form, path, action, onChange, tools, known }: Props & { known: readonly Tool[] }): ReactElement {
  const choose = (name: string): void => {
    const tool = known.find((one) => one.name === name)
    onChange({
      ...action,
      tool: name,
      arguments: tool ? argumentsFor(tool.inputSchema, action.arguments) : action.arguments,
    })
  }
  const isGone = action.tool !== '' && !known.some(({ name }) => name === action.tool)
  const options = [
    { value: '', label: known.length === 0 ? 'It has none' : 'Choose one' },
    ...known.map(({ name, title }) => ({ value: name, label: title ?? name })),
    ...(isGone ? [{ value: action.tool, label: `${action.tool}, which it does not list` }] : []),
  ]
  return (
    <div className="tr-tool">
      <Field
        label="Tool"
        hint={known.find(({ name }) => name === action.tool)?.description}
        error={form.errorOf(`${path}.tool`)}
      >
        {(control) => <Select {...control} options={options} value={action.tool} onChange={choose} />}
      </Field>
      <AskAgain tools={tools} />
    </div>
  )
}

const UnknownTools = ({ form, path, action, onChange, tools }: Props): ReactElement => (
  <>
    <TextField
      mono
      label="Tool"
      placeholder="add_task"
      value={action.tool}
      error={form.errorOf(`${path}.tool`)}
      hint={tools.isFetching ? 'The server is asked for its tools.' : 'Its tools are not known.'}
      onChange={(tool) => onChange({ ...action, tool })}
    />
    {tools.error && (
      <div className="row" role="alert">
        <p className="hint bad grow">{tools.error.message}</p>
        <AskAgain tools={tools} />
      </div>
    )}
  </>
)

const AskAgain = ({ tools: { isFetching, refetch } }: Pick<Props, 'tools'>): ReactElement => (
  <Button small disabled={isFetching} onClick={() => void refetch()}>
    <RefreshCw className="i s" aria-hidden="true" />
    {isFetching ? 'Asking' : 'Ask again'}
  </Button>
)
