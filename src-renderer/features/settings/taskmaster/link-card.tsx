import { RefreshCw, Unlink } from 'lucide-react'
import type { ReactElement } from 'react'
import { useChangeTaskmaster, useTaskmasterConflicts } from '#renderer/data/queries/taskmaster.ts'
import { useChangeTask } from '#renderer/data/queries/tasks.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import type { Tone } from '#renderer/parts/pill.tsx'
import { Pill } from '#renderer/parts/pill.tsx'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { TaskmasterConflict, TaskmasterLink } from '#shared/model/taskmaster.ts'

const signs: Record<TaskmasterLink['state'], { tone: Tone; label: string }> = {
  in_sync: { tone: 'ok', label: 'In sync' },
  syncing: { tone: 'busy', label: 'Syncing' },
  failing: { tone: 'bad', label: 'Failing' },
}

/** One linked folder: how it fares, and where both sides had changed the same. */
export function LinkCard({ link }: { link: TaskmasterLink }): ReactElement {
  const { id, folder, state, problem, syncedAt, taskCount, conflictCount } = link
  const sync = useChangeTaskmaster('taskmaster.sync')
  const unlink = useChangeTaskmaster('taskmaster.unlink')
  const relink = useChangeTaskmaster('taskmaster.relink')
  // Promises, not callbacks of the hooks: by the time they are kept this card may be gone.
  const onUnlink = (): void =>
    notifyWhenDone(
      unlink.mutateAsync({ id }),
      `${folder} was unlinked`,
      () => void relink.mutateAsync({ id }).catch(notifyError),
    )
  return (
    <li className="setting-card">
      <div className="row">
        <code className="grow ell" title={folder}>
          {folder}
        </code>
        <Pill tone={signs[state].tone}>{signs[state].label}</Pill>
        <Button
          small
          aria-label={`Sync ${folder} now`}
          disabled={sync.isPending}
          onClick={() => sync.mutate({ id }, { onError: notifyError })}
        >
          <RefreshCw className="i s" aria-hidden="true" />
          Sync now
        </Button>
        <IconButton small label={`Unlink ${folder}`} disabled={unlink.isPending} onClick={onUnlink}>
          <Unlink className="i s" aria-hidden="true" />
        </IconButton>
      </div>
      <p className="mid">
        {taskCount} {taskCount === 1 ? 'task' : 'tasks'}
        {syncedAt !== null && (
          <>
            {' · alike at '}
            <Moment at={syncedAt} />
          </>
        )}
      </p>
      {problem !== null && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
      {conflictCount > 0 && <Conflicts id={id} count={conflictCount} />}
    </li>
  )
}

function Conflicts({ id, count }: { id: string; count: number }): ReactElement {
  const { data } = useTaskmasterConflicts(id)
  return (
    <details className="setting-fold">
      <summary>
        {count} {count === 1 ? 'field' : 'fields'} changed on both sides: the file’s value was taken
      </summary>
      <ul>
        {data?.items.map((conflict) => (
          <Conflict key={`${conflict.taskId} ${conflict.field} ${conflict.at}`} conflict={conflict} />
        ))}
      </ul>
    </details>
  )
}

function shown(value: TaskmasterConflict['taken']): string {
  if (value === null) return 'nothing'
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
}

function Conflict({ conflict }: { conflict: TaskmasterConflict }): ReactElement {
  const { at, taskId, taskNumber, taskTitle, field, taken, replaced } = conflict
  const update = useChangeTask('tasks.update')
  const takeBack = (): void =>
    update.mutate(
      { id: taskId, [field]: replaced },
      { onSuccess: () => notify('Creel’s value is back'), onError: notifyError },
    )
  return (
    <li className="row">
      <Moment at={at} />
      <p className="grow">
        <a href={printRoute({ screen: 'tasks', id: taskId, tab: null, q: '' })}>
          T-{taskNumber} {taskTitle}
        </a>
        , {field}: {shown(taken)} instead of Creel’s {shown(replaced)}
      </p>
      {field !== 'dependencies' && (
        <Button small aria-label={`Use Creel’s ${field} of T-${taskNumber}`} onClick={takeBack}>
          Use Creel’s
        </Button>
      )}
    </li>
  )
}
