import type { FormEvent, ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input, TextArea } from '#renderer/parts/field.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import type { ToolServer, ToolTransport } from '#shared/model/tool-server.ts'
import { NamedValues } from './named-values.tsx'
import type { ToolServerForm } from './use-tool-server-form.ts'
import { useToolServerForm } from './use-tool-server-form.ts'

type DialogProps = { open: boolean; server: ToolServer | null; onClose: () => void }

/** Adds a tool server, or changes one. */
export const ToolServerDialog = ({ open, server, onClose }: DialogProps): ReactElement => (
  <Dialog wide open={open} onClose={onClose} title={server === null ? 'Add a tool server' : `Change ${server.name}`}>
    <ServerForm server={server} onClose={onClose} />
  </Dialog>
)

const kinds = [
  { value: 'command', label: 'A program' },
  { value: 'http', label: 'Over HTTP' },
] as const

function ServerForm({ server, onClose }: Omit<DialogProps, 'open'>): ReactElement {
  const form = useToolServerForm(server, onClose)
  const { name, transport, setName, setKind, errorOf, refusal } = form
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    form.save()
  }
  return (
    <form className="dialog-form" noValidate onSubmit={submit}>
      <Field label="Name" error={errorOf('name')}>
        {(control) => (
          <Input {...control} placeholder="Taskmaster" value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <SegmentedControl label="How it is spoken with" options={kinds} value={transport.kind} onChange={setKind} />
      {transport.kind === 'command' ? (
        <ProgramFields form={form} transport={transport} />
      ) : (
        <HttpFields form={form} transport={transport} />
      )}
      {refusal !== null && (
        <p className="bad" role="alert">
          {refusal}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={form.isBusy}>
          {server === null ? 'Add' : 'Save'}
        </Button>
      </DialogActions>
    </form>
  )
}

type Of<Kind extends ToolTransport['kind']> = {
  form: ToolServerForm
  transport: Extract<ToolTransport, { kind: Kind }>
}

const ProgramFields = ({ form, form: { setTransport, errorOf }, transport }: Of<'command'>): ReactElement => (
  <>
    <Field
      label="Program"
      hint="A path, or a name that is found in PATH. There is no shell."
      error={errorOf('transport.program')}
    >
      {(control) => (
        <Input
          {...control}
          mono
          placeholder="npx"
          value={transport.program}
          onChange={(event) => setTransport({ ...transport, program: event.target.value })}
        />
      )}
    </Field>
    <Field label="Arguments, one a line" error={errorOf('transport.arguments')}>
      {(control) => (
        <TextArea
          {...control}
          mono
          rows={3}
          placeholder={'-y\ntask-master-ai'}
          value={transport.arguments.join('\n')}
          onChange={(event) =>
            setTransport({ ...transport, arguments: event.target.value === '' ? [] : event.target.value.split('\n') })
          }
        />
      )}
    </Field>
    <Field label="Folder" hint="It runs in; left empty: where Creel runs." error={errorOf('transport.folder')}>
      {(control) => (
        <Input
          {...control}
          mono
          placeholder="/home/mara/shop"
          value={transport.folder ?? ''}
          onChange={(event) => setTransport({ ...transport, folder: event.target.value || null })}
        />
      )}
    </Field>
    <NamedValues
      form={form}
      noun="variable"
      title="Environment"
      path="transport.environment"
      example={['ANTHROPIC_API_KEY', 'sk-…']}
      values={transport.environment}
      saved={form.saved.command.environment}
      onChange={(environment) => setTransport({ ...transport, environment })}
    />
  </>
)

const HttpFields = ({ form, form: { setTransport, errorOf }, transport }: Of<'http'>): ReactElement => (
  <>
    <Field label="URL" error={errorOf('transport.url')}>
      {(control) => (
        <Input
          {...control}
          mono
          placeholder="https://tools.example.com/mcp"
          value={transport.url}
          onChange={(event) => setTransport({ ...transport, url: event.target.value })}
        />
      )}
    </Field>
    <NamedValues
      form={form}
      noun="header"
      title="Headers"
      path="transport.headers"
      example={['Authorization', 'Bearer …']}
      values={transport.headers}
      saved={form.saved.http.headers}
      onChange={(headers) => setTransport({ ...transport, headers })}
    />
  </>
)
