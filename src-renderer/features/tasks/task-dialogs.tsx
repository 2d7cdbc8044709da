import type { FormEvent, ReactElement } from 'react'
import { useState } from 'react'
import { useChangeTask, useTasks } from '#renderer/data/queries/tasks.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { Field, Input, Select, TextArea } from '#renderer/parts/field.tsx'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Task, TaskPriority } from '#shared/model/task.ts'
import { nameOf, priorityWords, taskKey } from './task-words.ts'
import type { TaskActions } from './use-task-actions.ts'

/** A question about tasks that is in front of the screen. */
export type TaskQuestion = { kind: 'new' } | { kind: 'assign'; task: Task } | { kind: 'swap'; task: Task }

type DialogProps = { question: TaskQuestion | null; actions: TaskActions; onClose: () => void }

const titles: Record<TaskQuestion['kind'], string> = { new: 'New task', assign: 'Assign', swap: 'Swap assignees' }

/** The question that is open, if one is. */
export const TaskDialog = ({ question, actions, onClose }: DialogProps): ReactElement => (
  <Dialog open={question !== null} onClose={onClose} title={question ? titles[question.kind] : ''}>
    {question?.kind === 'new' && <NewTask onClose={onClose} />}
    {question?.kind === 'assign' && <Assign task={question.task} actions={actions} onClose={onClose} />}
    {question?.kind === 'swap' && <Swap task={question.task} onClose={onClose} />}
  </Dialog>
)

type Priority = TaskPriority | 'none'

const priorities: { value: Priority; label: string }[] = [
  { value: 'none', label: 'None' },
  ...(Object.entries(priorityWords) as [TaskPriority, string][]).map(([value, label]) => ({ value, label })),
]

function NewTask({ onClose }: { onClose: () => void }): ReactElement {
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [priority, setPriority] = useState<Priority>('none')
  const [mistake, setMistake] = useState<string | null>(null)
  const create = useChangeTask('tasks.create')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (title.trim() === '') return setMistake('Say in a few words what is to be done.')
    create.mutate(
      { title, description: description.trim() || null, priority: priority === 'none' ? null : priority },
      {
        onSuccess(task) {
          onClose()
          go({ screen: 'tasks', id: task.id, tab: null, q: '' })
          notify(`${taskKey(task.number)} made`)
        },
      },
    )
  }
  return (
    <form className="tk-form" noValidate onSubmit={submit}>
      <Field label="Title" error={mistake ?? create.error?.message}>
        {(control) => <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
      <Field label="Description">
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <Field label="Priority">
        {(control) => <Select {...control} options={priorities} value={priority} onChange={setPriority} />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={create.isPending}>
          Make the task
        </Button>
      </DialogActions>
    </form>
  )
}

function Assign({ task, actions, onClose }: { task: Task; actions: TaskActions; onClose: () => void }): ReactElement {
  const [name, setName] = useState(task.assignee ? nameOf(task.assignee) : '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onClose()
    actions.assign(task, name.trim() || null)
  }
  return (
    <form className="tk-form" noValidate onSubmit={submit}>
      <Field label="Who has it" hint="Left empty: nobody.">
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary">
          Assign {taskKey(task.number)}
        </Button>
      </DialogActions>
    </form>
  )
}

function Swap({ task, onClose }: { task: Task; onClose: () => void }): ReactElement {
  const { data } = useTasks({ limit: 500 })
  const swap = useChangeTask('tasks.swap')
  const others = (data?.items ?? []).filter(
    ({ id, assignee }) => id !== task.id && assignee !== null && assignee.id !== task.assignee?.id,
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const withId = chosen ?? others[0]?.id
  if (others.length === 0) return <p>No other task is somebody else’s.</p>
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (withId === undefined) return
    const send = (): Promise<unknown> => swap.mutateAsync({ id: task.id, withId })
    notifyWhenDone(
      send().then(onClose),
      'Swapped',
      () => void send().catch(notifyError),
      // Its field tells why.
      () => {},
    )
  }
  return (
    <form className="tk-form" noValidate onSubmit={submit}>
      <Field label="With the task" error={swap.error?.message}>
        {(control) => (
          <Select
            {...control}
            options={others.map(({ id, number, title, assignee }) => ({
              value: id,
              label: `${taskKey(number)} ${title} (${assignee ? nameOf(assignee) : ''})`,
            }))}
            value={withId ?? ''}
            onChange={setChosen}
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary">
          Swap
        </Button>
      </DialogActions>
    </form>
  )
}
