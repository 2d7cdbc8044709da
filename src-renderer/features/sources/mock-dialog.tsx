import { FileJson } from 'lucide-react'
import type { DragEvent, ReactElement } from 'react'
import { useState } from 'react'
import { useMockSource, useUpdateSource } from '#renderer/data/queries/sources.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, TextArea } from '#renderer/parts/field.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { MockResult } from '#shared/model/mock.ts'
import type { Source } from '#shared/model/source.ts'

/** Opens the dialog in which a source is made a mock of an OpenAPI document. */
export function MockButton({ source }: { source: Source }): ReactElement {
  const [isOpen, setIsOpen] = useState(false)
  const update = useUpdateSource()
  const { id, answerRules } = source
  const finish = (made: Promise<MockResult>): void =>
    notifyWhenDone(
      made.then((result) => {
        setIsOpen(false)
        return result
      }),
      ({ operations }) => `${operationWords(operations.length)} mocked`,
      () => void update.mutateAsync({ id, answerRules }).catch(notifyError),
      // Its field tells why.
      () => {},
    )
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <FileJson className="i s" aria-hidden="true" />
        From an OpenAPI document…
      </Button>
      <Dialog open={isOpen} onClose={() => setIsOpen(false)} title="Answer as an OpenAPI document says" wide>
        <MockForm id={id} onCancel={() => setIsOpen(false)} onMade={finish} />
      </Dialog>
    </>
  )
}

const operationWords = (count: number): string => `${count} ${count === 1 ? 'operation' : 'operations'}`

type FormProps = { id: string; onCancel: () => void; onMade: (made: Promise<MockResult>) => void }

/** The document, and what would be made of it before it is. */
function MockForm({ id, onCancel, onMade }: FormProps): ReactElement {
  const [document, setDocument] = useState('')
  const look = useMockSource()
  const make = useMockSource()
  const found = look.data && look.variables.document === document ? look.data : null
  const change = (text: string): void => {
    setDocument(text)
    look.reset()
    make.reset()
  }
  const submit = (): void => {
    if (found === null) look.mutate({ id, document, dryRun: true })
    else onMade(make.mutateAsync({ id, document }))
  }
  const isBusy = look.isPending || make.isPending
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <DocumentField document={document} error={make.error ?? look.error} onChange={change} />
      {found && <Found result={found} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" disabled={document.trim() === '' || isBusy}>
          {found === null ? 'Look at it' : `Mock ${operationWords(found.operations.length)}`}
        </Button>
      </DialogActions>
    </form>
  )
}

type DocumentProps = { document: string; error: Error | null; onChange: (text: string) => void }

const DocumentField = ({ document, error, onChange }: DocumentProps): ReactElement => {
  const read = (file: File | undefined): void => void file?.text().then(onChange, notifyError)
  return (
    <>
      <Field label="OpenAPI document" hint="Paste JSON or YAML, or drop a file here." error={error?.message}>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={8}
            value={document}
            onChange={(event) => onChange(event.target.value)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event: DragEvent) => {
              if (event.dataTransfer.files.length === 0) return
              event.preventDefault()
              read(event.dataTransfer.files[0])
            }}
          />
        )}
      </Field>
      <Field label="Or a file">
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".json,.yaml,.yml"
            onChange={(event) => read(event.target.files?.[0])}
          />
        )}
      </Field>
    </>
  )
}

const Found = ({ result: { title, operations, leftOut, replacedRules } }: { result: MockResult }): ReactElement => (
  <div className="mock-found" role="status">
    <p>
      {operationWords(operations.length)} of “{title}” will answer.
      {replacedRules > 0 && ` The ${replacedRules} answer rules that are there now are replaced.`}
    </p>
    {leftOut.length > 0 && (
      <>
        <p>Left out:</p>
        <ul aria-label="What is left out">
          {leftOut.map(({ place, why }) => (
            <li key={place}>
              <span className="mono">{place}</span> <span className="dim">{why}</span>
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
)
