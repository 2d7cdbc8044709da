import type { DragEvent, ReactElement } from 'react'
import { useState } from 'react'
import { useImport } from '#renderer/data/queries/request-import.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Select, TextArea } from '#renderer/parts/field.tsx'
import { formatSize } from '#renderer/parts/format-bytes.ts'
import { notify } from '#renderer/parts/toast.tsx'
import type { ImportResult } from '#shared/model/import-result.ts'

/** Takes in requests from a cURL command, a HAR, a bundle or raw HTTP; what is to be made is shown first. */
export const ImportDialog = ({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement => (
  <Dialog open={open} onClose={onClose} title="Import requests" wide>
    <ImportForm onClose={onClose} />
  </Dialog>
)

const requestWords = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`

function ImportForm({ onClose }: { onClose: () => void }): ReactElement {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const sources = useSources().data ?? []
  const look = useImport()
  const make = useImport()
  const sourceId = chosen ?? sources[0]?.id ?? ''
  const found = look.data && look.variables.text === text ? look.data : null
  const change = (next: string): void => {
    setText(next)
    look.reset()
    make.reset()
  }
  const finish = ({ ids }: ImportResult): void => {
    notify(`${requestWords(ids.length)} imported`)
    onClose()
    go({ screen: 'inspect', id: ids[0] ?? null, tab: null, q: '' })
  }
  const submit = (): void => {
    if (found === null) look.mutate({ sourceId, text, dryRun: true })
    else make.mutate({ sourceId, text }, { onSuccess: finish })
  }
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Pasted text={text} error={make.error ?? look.error} onChange={change} />
      <Field label="Keep under" hint="Imported requests are shown and replayed like others. They start nothing.">
        {(control) => (
          <Select
            {...control}
            options={sources.map(({ id, name }) => ({ value: id, label: name }))}
            value={sourceId}
            onChange={setChosen}
          />
        )}
      </Field>
      {found && <Found result={found} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={text.trim() === '' || look.isPending || make.isPending}>
          {found === null ? 'Look at it' : `Import ${requestWords(found.requests.length)}`}
        </Button>
      </DialogActions>
    </form>
  )
}

/** The text to import: pasted, or a file dropped on it. */
const Pasted = ({
  text,
  error,
  onChange,
}: {
  text: string
  error: Error | null
  onChange: (text: string) => void
}): ReactElement => (
  <Field
    label="What to import"
    hint="Paste a cURL command, a HAR, what another Creel shared, or an HTTP request; or drop a file here."
    error={error?.message}
  >
    {(control) => (
      <TextArea
        {...control}
        mono
        rows={8}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event: DragEvent) => {
          const file = event.dataTransfer.files[0]
          if (!file) return
          event.preventDefault()
          void file.text().then(onChange)
        }}
      />
    )}
  </Field>
)

const shownAtMost = 20

const Found = ({ result: { requests } }: { result: ImportResult }): ReactElement => (
  <ul className="found-imports" aria-label="What will be imported">
    {requests.slice(0, shownAtMost).map(({ method, path, bodyBytes, problems }, index) => (
      // The list is what the text holds, in its order.
      <li key={index}>
        <span className="mono">
          {method} {path === '' ? '/' : path}
        </span>{' '}
        <span className="dim">{formatSize(bodyBytes)}</span>
        {problems.map((problem) => (
          <p key={problem} className="hint">
            {problem}
          </p>
        ))}
      </li>
    ))}
    {requests.length > shownAtMost && <li className="dim">and {requests.length - shownAtMost} more</li>}
  </ul>
)
