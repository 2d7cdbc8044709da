import type { Tx } from './handles.ts'
import type { Writer } from './writer.ts'

/** A change that was checked and waits to be written. */
export type Prepared<Result> = {
  /** What is made or changed. */
  id: string
  /** The body of its write; several may share one. */
  write: (tx: Tx) => Promise<void>
  /** Brings it into force once it is on disk, and shows it. */
  settle: () => Promise<Result>
}

/** Writes a change and brings it into force. */
export async function carryOut<Result>(writer: Writer, { write, settle }: Prepared<Result>): Promise<Result> {
  await writer.write(write)
  return settle()
}

/** What is made together with a change and lies on disk no sooner: a reference to it is no reference to nothing. */
export type Brought = ReadonlySet<string>

export const nothingBrought: Brought = new Set()
