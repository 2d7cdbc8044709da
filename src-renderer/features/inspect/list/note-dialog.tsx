import type { ReactElement } from 'react'
import { useState } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import { useUpdateRequest } from '#renderer/data/queries/requests.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, TextArea } from '#renderer/parts/field.tsx'
import { rowTitle } from './row-words.ts'

/** A note on a request, to be written or changed. */
export const NoteDialog = ({ row, onClose }: { row: RequestRow | null; onClose: () => void }): ReactElement => (
  <Dialog open={row !== null} onClose={onClose} title={row ? `Note on ${rowTitle(row)}` : ''}>
    {row && <NoteForm row={row} onDone={onClose} />}
  </Dialog>
)

function NoteForm({ row, onDone }: { row: RequestRow; onDone: () => void }): ReactElement {
  const [note, setNote] = useState(row.note ?? '')
  const update = useUpdateRequest()
  const save = (): void => update.mutate({ id: row.id, note: note.trim() === '' ? null : note }, { onSuccess: onDone })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Field label="Note" hint="Found by the search is:noted." error={update.error?.message}>
        {(control) => (
          <TextArea
            {...control}
            value={note}
            maxLength={10_000}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && save()}
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" disabled={update.isPending}>
          Save note
        </Button>
      </DialogActions>
    </form>
  )
}
