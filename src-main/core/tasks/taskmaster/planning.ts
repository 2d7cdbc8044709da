import type { Task } from '#shared/model/task.ts'
import type { Base } from './base.ts'
import type { CreelFields } from './task-fields.ts'
import type { FileItem, TaskFile } from './task-file.ts'

/** What is to be done in Creel, and what is agreed on when it is done. */
export type Pull =
  | { kind: 'create'; base: Omit<Base, 'taskId'>; parentKey: string | null }
  | { kind: 'change'; base: Base; changes: Partial<CreelFields>; agreed: CreelFields | null }
  | { kind: 'restore'; base: Base; changes: Partial<CreelFields>; agreed: CreelFields }
  | { kind: 'delete'; base: Base }

export type SyncPlan = {
  pulls: Pull[]
  /** What is agreed on though Creel has nothing to do for it. */
  kept: Base[]
  /** Tasks of which neither side has anything any more. */
  forgotten: string[]
  hasWritten: boolean
}

/** The two sides. `tasks` are those of the project that are not deleted. */
export type Sides = { file: TaskFile; tasks: readonly Task[]; bases: readonly Base[]; nowMs: number }

/** What a plan is made with. */
export type Planning = Sides & {
  plan: SyncPlan
  /** The keys of tasks by their ids. */
  keyOf: Map<string, string>
  /** All keys of the file. */
  keys: Set<string>
  isKnown: (key: string) => boolean
  /** Whose task the file says that a key is, where Creel has written it. */
  creelIds: ReadonlyMap<string, string | undefined>
  /** Items that were taken out. */
  gone: Set<FileItem>
  writtenTags: Set<string>
}
