import type { Base } from './base.ts'
import { recentPushes } from './base.ts'
import type { CreelFields, FileFields, SharedField } from './task-fields.ts'
import { sharedFields, toCreel, toFile } from './task-fields.ts'

type Meeting = {
  fromFile: FileFields
  fromTask: CreelFields
  /** Left out: nothing is agreed on yet, and the file is right. */
  base: Base | undefined
  /** When Taskmaster says that it changed the task. */
  updatedAt: unknown
  nowMs: number
}

/** What goes where, and what both sides are then. */
export type Merged = { pulled: Partial<CreelFields>; pushed: Partial<FileFields>; agreed: CreelFields }

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Decides field by field: what the file has changed is pulled, what Creel alone has changed is pushed. */
export function mergeFields(meeting: Meeting): Merged {
  const { fromFile, fromTask, base } = meeting
  const [inCreel, inFile] = [toCreel(fromFile), toFile(fromTask)]
  const agreed: CreelFields = { ...(base?.creel ?? fromTask) }
  const merged: Merged = { pulled: {}, pushed: {}, agreed }
  // Two words of Creel's can be one of the file's: an approved task is done there, and stays approved here.
  const inBoth = toCreel(inFile)
  for (const field of sharedFields) {
    const isFileNew = !base || !isSame(fromFile[field], base.file[field])
    const isCreelNew = base !== undefined && !isSame(fromTask[field], base.creel[field])
    if (isSame(inBoth[field], inCreel[field])) set(agreed, fromTask, field)
    else if (isFileNew && !isOverwritten(meeting, field)) {
      set(merged.pulled, inCreel, field)
      set(agreed, inCreel, field)
    } else if (isFileNew || isCreelNew) {
      set(merged.pushed, inFile, field)
      set(agreed, fromTask, field)
    }
  }
  return merged
}

/**
 * True where the file has again what it had before Creel wrote: Taskmaster has written what it had read before that. A
 * status that it says to have changed since was meant.
 */
function isOverwritten({ fromFile, base, updatedAt, nowMs }: Meeting, field: SharedField): boolean {
  if (!base) return false
  const changedAt = field === 'status' && typeof updatedAt === 'string' ? Date.parse(updatedAt) : Number.NaN
  return recentPushes(base, nowMs).some(
    ({ before, atMs }) =>
      before !== null && field in before && isSame(before[field], fromFile[field]) && !(changedAt > atMs),
  )
}

const set = <Fields extends object>(to: Fields, from: Fields, field: keyof Fields): void => {
  to[field] = from[field]
}
