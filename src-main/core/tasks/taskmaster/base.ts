import type { CreelFields, FileFields } from './task-fields.ts'
import type { RawTask } from './task-file.ts'

/** What Creel has written into the file lately; `before` is what stood there, null: nothing did. */
export type Push = { atMs: number; before: Partial<FileFields> | null }

/** What the file and Creel were of a task when they last agreed. */
export type Base = {
  taskId: string
  key: string
  file: FileFields
  creel: CreelFields
  pushes: readonly Push[]
  /** What stood in the file until Creel took it out, its subtasks in it. */
  removed: RawTask | null
}

/**
 * How long it may take Taskmaster to write what it has read: task-master-ai 0.43 reads a tag before it takes the lock,
 * and then writes all of it, so that what was written in between is gone again.
 */
const overwrittenWithinMs = 60_000

/** The pushes that Taskmaster may still undo without knowing. */
export const recentPushes = ({ pushes }: Pick<Base, 'pushes'>, nowMs: number): readonly Push[] =>
  pushes.filter(({ atMs }) => nowMs - atMs < overwrittenWithinMs)
