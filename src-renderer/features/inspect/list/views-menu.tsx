import { Bookmark, Save, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useCreateView, useDeleteView, useViews } from '#renderer/data/queries/views.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'

/** The saved views: pick one, keep the present filter as one, delete the one that is shown. */
export function ViewsMenu({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const { data: views = [] } = useViews()
  const [isSaving, setSaving] = useState(false)
  const remove = useDeleteView()
  const create = useCreateView()
  const shown = views.find((view) => view.q === q)
  const entries: MenuEntry[] = [
    { kind: 'head', id: 'head', label: views.length === 0 ? 'No saved views yet' : 'Saved views' },
    ...views.map((view) => ({ id: view.id, label: view.name, icon: Bookmark, onSelect: () => onQuery(view.q) })),
    { kind: 'line', id: 'line' },
    {
      id: 'save',
      label: 'Save this filter…',
      icon: Save,
      disabled: q === '' || shown !== undefined,
      onSelect: () => setSaving(true),
    },
  ]
  if (shown) {
    const takeBack = (): void => void create.mutateAsync({ name: shown.name, q: shown.q }).catch(notifyError)
    entries.push({
      id: 'delete',
      label: `Delete “${shown.name}”`,
      icon: Trash2,
      danger: true,
      onSelect: () => notifyWhenDone(remove.mutateAsync(shown.id), `View “${shown.name}” deleted`, takeBack),
    })
  }
  return (
    <>
      <Menu
        align="end"
        entries={entries}
        trigger={
          <IconButton label={shown ? `View: ${shown.name}` : 'Saved views'} aria-pressed={shown !== undefined}>
            <Bookmark className="i" aria-hidden="true" {...(shown && { fill: 'currentColor' })} />
          </IconButton>
        }
      />
      <Dialog open={isSaving} onClose={() => setSaving(false)} title="Save this filter">
        <SaveForm q={q} onDone={() => setSaving(false)} />
      </Dialog>
    </>
  )
}

function SaveForm({ q, onDone }: { q: string; onDone: () => void }): ReactElement {
  const [name, setName] = useState('')
  const create = useCreateView()
  const save = (): void =>
    create.mutate(
      { name, q },
      {
        onSuccess: (view) => {
          notify(`View “${view.name}” saved`)
          onDone()
        },
      },
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Field label="Name" hint={q} error={create.error?.message}>
        {(control) => (
          <Input {...control} value={name} maxLength={80} required onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" disabled={name.trim() === '' || create.isPending}>
          Save view
        </Button>
      </DialogActions>
    </form>
  )
}
