import type { DragEvent, KeyboardEvent, ReactElement } from 'react'
import { useState } from 'react'
import { fetchTask, useTaskCounts, useTasks } from '#renderer/data/queries/tasks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { TaskColumn, taskColumns } from '#shared/model/task.ts'
import { TaskCard, draggedTask } from './task-card.tsx'
import type { TaskQuestion } from './task-dialogs.tsx'
import { columnIcons } from './task-words.ts'
import type { TaskActions } from './use-task-actions.ts'

type BoardProps = {
  openId: string | null
  q: string
  actions: TaskActions
  ask: (question: TaskQuestion) => void
}

/** The tasks by column. Arrow keys go from card to card. */
export const TaskBoard = (props: BoardProps): ReactElement => (
  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- The keys are those of the links inside.
  <div className="tk-board" onKeyDown={goByArrow}>
    {TaskColumn.options.map((column) => (
      <Lane key={column} column={column} {...props} />
    ))}
  </div>
)

const shownAtFirst = 30

type LaneProps = BoardProps & { column: TaskColumn }

function Lane(props: LaneProps): ReactElement {
  const { column, actions } = props
  const count = useTaskCounts().data?.[column] ?? 0
  const [isOver, setOver] = useState(false)
  const Icon = columnIcons[column]
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void dropOn(event.dataTransfer.getData(draggedTask), column, actions)
  }
  const dragOver = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Dragging is the mouse’s way; keys and menu move too.
    <section
      className="tk-lane"
      aria-label={taskColumns[column].title}
      data-over={isOver ? '' : undefined}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>
        <Icon className="i s" aria-hidden="true" />
        {taskColumns[column].title} <span className="n">{count}</span>
      </h2>
      <Cards {...props} count={count} />
    </section>
  )
}

function Cards({ column, openId, q, actions, ask, count }: LaneProps & { count: number }): ReactElement {
  const [limit, setLimit] = useState(shownAtFirst)
  const tasks = useTasks({ column, limit, ...(q !== '' && { q }) })
  if (tasks.error) return <ErrorBox title="The tasks could not be shown" error={tasks.error} />
  if (!tasks.data) return <Skeleton width="80%" />
  const { items, nextCursor } = tasks.data
  return (
    <>
      <ul className="tk-cards">
        {items.map((task) => (
          <TaskCard key={task.id} task={task} isOpen={task.id === openId} actions={actions} ask={ask} />
        ))}
      </ul>
      {column === 'open' && count === 0 && <Button onClick={() => ask({ kind: 'new' })}>New task</Button>}
      {nextCursor !== null && items.length < count && (
        <Button small look="ghost" onClick={() => setLimit(Math.min(500, limit + shownAtFirst))}>
          Show {Math.min(shownAtFirst, count - items.length)} more
        </Button>
      )}
    </>
  )
}

async function dropOn(id: string, column: TaskColumn, { move }: TaskActions): Promise<void> {
  if (id !== '') move(await fetchTask(id), column)
}

const steps: Record<string, { lanes: number; cards: number }> = {
  ArrowLeft: { lanes: -1, cards: 0 },
  ArrowRight: { lanes: 1, cards: 0 },
  ArrowUp: { lanes: 0, cards: -1 },
  ArrowDown: { lanes: 0, cards: 1 },
}

function goByArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = steps[event.key]
  if (!step || event.altKey || !(event.target instanceof HTMLAnchorElement)) return
  const lanes = [...event.currentTarget.querySelectorAll('.tk-lane')].map((lane) => [
    ...lane.querySelectorAll<HTMLAnchorElement>('.tk-title'),
  ])
  const lane = lanes.findIndex((cards) => cards.includes(event.target as HTMLAnchorElement))
  const card = lanes[lane]?.indexOf(event.target) ?? 0
  const cards = lanes[lane + step.lanes] ?? []
  const next = cards[Math.min(cards.length - 1, card + step.cards)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
