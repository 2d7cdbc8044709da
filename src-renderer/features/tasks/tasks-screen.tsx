import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { usePreferences } from '#renderer/data/preferences.ts'
import { useTask } from '#renderer/data/queries/tasks.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Input } from '#renderer/parts/field.tsx'
import { Keys } from '#renderer/parts/kbd.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { SentEvents } from './sent-events.tsx'
import { TaskBoard } from './task-board.tsx'
import type { TaskQuestion } from './task-dialogs.tsx'
import { TaskDialog } from './task-dialogs.tsx'
import { TaskPane } from './task-pane.tsx'
import { TaskTable } from './task-table.tsx'
import type { TaskActions } from './use-task-actions.ts'
import { useTaskActions } from './use-task-actions.ts'
import './tasks.css'

const views = [
  { value: 'board', label: 'Board' },
  { value: 'list', label: 'List' },
] as const

/** Tasks: what is to be done, by column or as a list, and what they send out. */
export function TasksScreen({ id, q }: { id: string | null; q: string }): ReactElement {
  const view = usePreferences((preferences) => preferences.tasksView)
  const [question, setQuestion] = useState<TaskQuestion | null>(null)
  const actions = useTaskActions()
  useCommands([
    { id: 'new-task', title: 'New task', group: 'This list', keys: 'c', run: () => setQuestion({ kind: 'new' }) },
  ])
  return (
    <div className="tk-screen">
      <div className="col">
        <PaneBar>
          <h1>Tasks</h1>
          <Input
            aria-label="Find a task"
            placeholder="Find a task"
            value={q}
            onChange={(event) => go({ screen: 'tasks', id, tab: null, q: event.target.value }, { replace: true })}
          />
          <span className="grow" />
          <SegmentedControl
            label="View"
            options={views}
            value={view}
            onChange={(tasksView) => usePreferences.setState({ tasksView })}
          />
          <Button look="primary" onClick={() => setQuestion({ kind: 'new' })}>
            <Plus className="i s" aria-hidden="true" />
            New task <Keys binding="c" />
          </Button>
        </PaneBar>
        {view === 'board' ? (
          <TaskBoard openId={id} q={q} actions={actions} ask={setQuestion} />
        ) : (
          <TaskTable openId={id} q={q} />
        )}
      </div>
      {id === null ? <SentEvents /> : <TaskPane key={id} id={id} actions={actions} ask={setQuestion} />}
      {id !== null && <TaskKeys id={id} actions={actions} ask={setQuestion} />}
      <TaskDialog question={question} actions={actions} onClose={() => setQuestion(null)} />
    </div>
  )
}

type KeysProps = { id: string; actions: TaskActions; ask: (question: TaskQuestion) => void }

/** The keys that act on the open task. */
function TaskKeys({ id, actions, ask }: KeysProps): null {
  const { data: task } = useTask(id)
  const waits = task?.status === 'waiting_for_approval'
  const act = (run: (open: NonNullable<typeof task>) => void) => (): void => {
    if (task) run(task)
  }
  const shared = { group: 'This list', isEnabled: task !== undefined, about: task?.title ?? '' } as const
  useCommands([
    { ...shared, id: 'approve', title: 'Approve', keys: 'y', isEnabled: waits, run: act(actions.approve) },
    { ...shared, id: 'reject', title: 'Reject', keys: 'Shift+y', isEnabled: waits, run: act(actions.reject) },
    { ...shared, id: 'assign', title: 'Assign…', keys: 'a', run: act((open) => ask({ kind: 'assign', task: open })) },
    { ...shared, id: 'task-on', title: 'Move on', keys: 'Alt+ArrowRight', run: act((open) => actions.step(open, 1)) },
    {
      ...shared,
      id: 'task-back',
      title: 'Move back',
      keys: 'Alt+ArrowLeft',
      run: act((open) => actions.step(open, -1)),
    },
  ])
  return null
}
