import { MoreHorizontal, X } from 'lucide-react'
import type { FormEvent, ReactElement } from 'react'
import { useState } from 'react'
import {
  useChangeTask,
  useTask,
  useTaskComments,
  useTaskDeliveries,
  useTaskHistory,
} from '#renderer/data/queries/tasks.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { DeliveryPill } from '#renderer/parts/attempts/delivery-pill.tsx'
import { deliveryTitle } from '#renderer/parts/attempts/delivery-signs.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Field, Select, TextArea } from '#renderer/parts/field.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { TaskHistoryEntry, TaskRow } from '#shared/model/task.ts'
import { Person, TaskPriority, TaskStatus } from '#shared/model/task.ts'
import { entriesOf } from './task-card.tsx'
import type { TaskQuestion } from './task-dialogs.tsx'
import { nameOf, priorityWords, statusWords, taskKey } from './task-words.ts'
import type { TaskActions } from './use-task-actions.ts'

type PaneProps = { id: string; actions: TaskActions; ask: (question: TaskQuestion) => void }

const close = (): void => go({ screen: 'tasks', id: null, tab: null, q: '' })

/** Everything about one task. */
export function TaskPane({ id, actions, ask }: PaneProps): ReactElement {
  const task = useTask(id)
  return (
    <aside className="tk-side" aria-label="Task">
      {task.error && (
        <ErrorBox
          title="The task could not be shown"
          error={task.error}
          action={<Button onClick={close}>Close</Button>}
        />
      )}
      {!task.data && !task.error && <Skeleton width="60%" />}
      {task.data && task.data.deletedAt !== null && <DeletedTask task={task.data} />}
      {task.data && task.data.deletedAt === null && <OpenTask task={task.data} actions={actions} ask={ask} />}
    </aside>
  )
}

function DeletedTask({ task }: { task: TaskRow }): ReactElement {
  const restore = useChangeTask('tasks.restore')
  const action = <Button onClick={() => restore.mutate({ id: task.id }, { onError: notifyError })}>Restore it</Button>
  return <EmptyState action={action}>{taskKey(task.number)} was deleted.</EmptyState>
}

function OpenTask({ task, actions, ask }: Omit<PaneProps, 'id'> & { task: TaskRow }): ReactElement {
  return (
    <>
      <header className="tk-side-bar">
        <h2>{taskKey(task.number)}</h2>
        <span className="grow" />
        <Menu
          align="end"
          entries={entriesOf(task, actions, ask)}
          trigger={
            <IconButton label="Actions of this task">
              <MoreHorizontal className="i" aria-hidden="true" />
            </IconButton>
          }
        />
        <IconButton label="Close the task" onClick={close}>
          <X className="i" aria-hidden="true" />
        </IconButton>
      </header>
      <div className="scroll tk-detail">
        {task.status === 'waiting_for_approval' && (
          <div className="row">
            <Button look="primary" onClick={() => actions.approve(task)}>
              Approve
            </Button>
            <Button onClick={() => actions.reject(task)}>Reject</Button>
          </div>
        )}
        <TaskForm task={task} actions={actions} ask={ask} />
        {task.requestId !== null && (
          <a href={printRoute({ screen: 'inspect', id: task.requestId, tab: null, q: '' })}>
            The request it was made from
          </a>
        )}
        <Deliveries id={task.id} />
        <Comments id={task.id} />
        <History id={task.id} />
      </div>
    </>
  )
}

const statuses = TaskStatus.options.map((value) => ({ value, label: statusWords[value] }))
const priorities: { value: TaskPriority | 'none'; label: string }[] = [
  { value: 'none', label: 'None' },
  ...TaskPriority.options.map((value) => ({ value, label: priorityWords[value] })),
]

type Save = (changes: object, onDone?: OnDone) => void

function TaskForm({ task, actions, ask }: Omit<PaneProps, 'id'> & { task: TaskRow }): ReactElement {
  const update = useChangeTask('tasks.update')
  const save: Save = (changes, onDone = () => undefined) =>
    update.mutate(
      { id: task.id, ...changes },
      { onSuccess: () => onDone(true), onError: (error) => (onDone(false), notifyError(error)) },
    )
  return (
    <div className="tk-form">
      <Texts task={task} save={save} />
      <Field label="Status">
        {(control) => (
          <Select
            {...control}
            options={statuses}
            value={task.status}
            onChange={(status) => actions.setStatus(task, status)}
          />
        )}
      </Field>
      <Field label="Priority">
        {(control) => (
          <Select
            {...control}
            options={priorities}
            value={task.priority ?? 'none'}
            onChange={(priority) => save({ priority: priority === 'none' ? null : priority })}
          />
        )}
      </Field>
      <div className="row">
        <span className="grow">{task.assignee ? nameOf(task.assignee) : 'Nobody has it'}</span>
        <Button small onClick={() => ask({ kind: 'assign', task })}>
          Assign…
        </Button>
      </div>
      <Sorting task={task} save={save} />
    </div>
  )
}

const textOrNull = (text: string): { value: string | null } => ({ value: text.trim() === '' ? null : text.trim() })

const Texts = ({ task, save }: { task: TaskRow; save: Save }): ReactElement => (
  <>
    <DraftField
      label="Title"
      text={task.title}
      read={(text) => (text.trim() === '' ? { mistake: 'A task needs a title.' } : { value: text })}
      onSave={(title, onDone) => save({ title }, onDone)}
    />
    <DraftField
      label="Description"
      lines={3}
      text={task.description ?? ''}
      read={textOrNull}
      onSave={(description, onDone) => save({ description }, onDone)}
    />
  </>
)

const labelsIn = (text: string): { value: string[] } => ({
  value: text
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== ''),
})

const Sorting = ({ task, save }: { task: TaskRow; save: Save }): ReactElement => (
  <>
    <DraftField
      label="Category"
      text={task.category ?? ''}
      read={textOrNull}
      onSave={(category, onDone) => save({ category }, onDone)}
    />
    <DraftField
      label="Labels"
      hint="Joined by commas."
      text={task.labels.join(', ')}
      read={labelsIn}
      onSave={(labels, onDone) => save({ labels }, onDone)}
    />
  </>
)

function Deliveries({ id }: { id: string }): ReactElement {
  const items = useTaskDeliveries(id).data?.items ?? []
  return (
    <section>
      <h3>Deliveries caused</h3>
      {items.length === 0 && <p className="hint">None: no webhook takes what this task has sent out.</p>}
      <ul className="tk-lines">
        {items.map((delivery) => (
          <li key={delivery.id} className="row">
            <a className="grow ell mono" href={printRoute({ screen: 'deliveries', id: delivery.id, tab: null, q: '' })}>
              {deliveryTitle(delivery)}
            </a>
            <DeliveryPill state={delivery.state} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Comments({ id }: { id: string }): ReactElement {
  const items = useTaskComments(id).data?.items ?? []
  const [body, setBody] = useState('')
  const comment = useChangeTask('tasks.comment')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (body.trim() !== '') comment.mutate({ id, body }, { onSuccess: () => setBody(''), onError: notifyError })
  }
  return (
    <section>
      <h3>Comments</h3>
      <ul className="tk-lines">
        {items.map((one) => (
          <li key={one.id}>
            <small className="row dim">
              <span className="grow">{nameOf(one.author)}</span>
              <Moment at={one.createdAt} />
            </small>
            <p className="tk-text">{one.body}</p>
          </li>
        ))}
      </ul>
      <form className="tk-form" onSubmit={submit}>
        <Field label="New comment">
          {(control) => (
            <TextArea {...control} rows={2} value={body} onChange={(event) => setBody(event.target.value)} />
          )}
        </Field>
        <Button type="submit" small disabled={body.trim() === '' || comment.isPending}>
          Comment
        </Button>
      </form>
    </section>
  )
}

function History({ id }: { id: string }): ReactElement {
  const items = useTaskHistory(id).data?.items ?? []
  return (
    <section>
      <h3>History</h3>
      <ul className="tk-lines">
        {items.map((entry) => (
          <li key={`${entry.at} ${entry.events[0]?.id ?? entry.kind}`}>
            <span className="row">
              <span className="grow ell">{wordsOf(entry)}</span>
              <Moment at={entry.at} />
            </span>
            <small className="dim">
              by {entry.actor ? nameOf(entry.actor) : 'nobody known'}, {entry.via}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A value of a field: someone by their name, all else as JSON without the quotes of a text. */
const textOf = (value: unknown): string => {
  if (value === null) return 'none'
  const person = Person.safeParse(value)
  if (person.success) return nameOf(person.data)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function wordsOf({ kind, changes, note }: TaskHistoryEntry): string {
  const told = changes.map(({ path, from, to }) => `${path} ${textOf(from)} → ${textOf(to)}`).join(', ')
  const words = told === '' ? kind : `${kind}: ${told}`
  return note === null ? words : `${words}, “${note}”`
}
