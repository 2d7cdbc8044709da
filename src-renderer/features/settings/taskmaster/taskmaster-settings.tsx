import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useChangeTaskmaster, useTaskmasterLinks } from '#renderer/data/queries/taskmaster.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import { LinkCard } from './link-card.tsx'
import './taskmaster.css'

/** The folders whose Taskmaster tasks are kept alike with Creel's. */
export const TaskmasterSettings = (): ReactElement => (
  <div className="setp wide">
    <header>
      <div>
        <h1>Taskmaster</h1>
        <p>
          The tasks of a linked folder’s tasks.json and a project of Creel’s are kept alike, both ways. Every change is
          an event.
        </p>
      </div>
    </header>
    <LinkForm />
    <Links />
  </div>
)

function LinkForm(): ReactElement {
  const [folder, setFolder] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  const link = useChangeTaskmaster('taskmaster.link')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (folder.trim() === '') return setMistake('Give the whole path of a project folder.')
    setMistake(null)
    link.mutate(
      { folder },
      {
        onSuccess(made) {
          setFolder('')
          notify(`${made.folder} is linked`)
        },
      },
    )
  }
  return (
    <form className="tm-form" noValidate onSubmit={submit}>
      <Field
        label="Project folder"
        hint="The folder that .taskmaster lies in, on the computer that Creel runs on."
        error={mistake ?? link.error?.message}
      >
        {(control) => (
          <Input
            {...control}
            mono
            placeholder="/home/mara/shop"
            value={folder}
            onChange={(event) => setFolder(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" disabled={link.isPending}>
        Link
      </Button>
    </form>
  )
}

function Links(): ReactElement {
  const { data, error } = useTaskmasterLinks()
  if (error) return <ErrorBox title="The links could not be read" error={error} />
  if (!data) return <Skeleton width="60%" />
  if (data.items.length === 0) return <EmptyState>No folder is linked yet.</EmptyState>
  return (
    <ul className="setting-cards">
      {data.items.map((link) => (
        <LinkCard key={link.id} link={link} />
      ))}
    </ul>
  )
}
