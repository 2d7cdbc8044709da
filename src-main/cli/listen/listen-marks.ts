import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Timestamp } from '#shared/model/time.ts'
import { writeWhole } from '#main/connect/write-whole.ts'

/** By the id of a source: since when what came and went nowhere is still to be sent on. */
const Marks = z.record(z.string(), Timestamp)

const pathOf = (home: string): string => join(home, 'listen.json')

function readMarks(home: string): z.infer<typeof Marks> {
  try {
    return Marks.parse(JSON.parse(readFileSync(pathOf(home), 'utf8')))
  } catch {
    return {}
  }
}

/** Since when requests of a source are owed to whoever listens; null where nobody ever did. */
export const readMark = (home: string, sourceId: string): string | null => readMarks(home)[sourceId] ?? null

/** Remembers that all that came to a source before this time has been dealt with. */
export const writeMark = (home: string, sourceId: string, time: string): void =>
  writeWhole(pathOf(home), JSON.stringify({ ...readMarks(home), [sourceId]: time }))
