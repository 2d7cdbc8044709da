import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Timestamp } from '#shared/model/time.ts'
import { writeWhole } from './write-whole.ts'

/** What a running Creel leaves in its data folder, so that programs of the same user find it. */
export const ControlFile = z.object({
  url: z.url(),
  token: z.string().min(1),
  processId: z.int().positive(),
  startedAt: Timestamp,
  version: z.string(),
})
export type ControlFile = z.infer<typeof ControlFile>

const pathOf = (home: string): string => join(home, 'control.json')

/** Writes the file at once and whole, readable by this user only. */
export const writeControlFile = (home: string, content: ControlFile): void =>
  writeWhole(pathOf(home), `${JSON.stringify(content, null, 2)}\n`)

/** The file's content; null where there is none or it cannot be read as one. */
export function readControlFile(home: string): ControlFile | null {
  try {
    return ControlFile.parse(JSON.parse(readFileSync(pathOf(home), 'utf8')))
  } catch {
    return null
  }
}

/** Removes the file, unless another process has written its own since. */
export function removeControlFile(home: string, processId: number): void {
  if (readControlFile(home)?.processId === processId) rmSync(pathOf(home), { force: true })
}
