import type { Beginning, Ending, SendingWrites } from '#main/core/database/stores/sending-writes.ts'
import type { Writer } from '#main/core/database/writer.ts'

/** Records attempts. What begins and ends until the next commit is one write, so that counts are written once. */
export type AttemptRecorder = {
  /** False: it is no longer owed, or was begun by another. */
  begin: (beginning: Beginning) => Promise<boolean>
  end: (ending: Ending) => Promise<void>
}

type Entry<Record, Result> = {
  record: Record
  result: Result
  resolve: (result: Result) => void
  reject: (error: Error) => void
}
type Batch = { begins: Entry<Beginning, boolean>[]; ends: Entry<Ending, void>[] }

export function createAttemptRecorder(writer: Writer, writes: SendingWrites): AttemptRecorder {
  let open: Batch | null = null

  const write = (batch: Batch): void => {
    const close = (): void => {
      if (open === batch) open = null
    }
    writer.hot('route', {
      run() {
        close()
        for (const begin of batch.begins) begin.result = writes.begin(begin.record)
        if (batch.ends.length > 0) writes.end(batch.ends.map(({ record }) => record))
      },
      settle(error) {
        close()
        // One that cannot be recorded must not keep the others from it.
        if (error && batch.begins.length + batch.ends.length > 1) return split(batch).forEach(write)
        for (const entry of batch.begins) settleEntry(entry, error)
        for (const entry of batch.ends) settleEntry(entry, error)
      },
    })
  }
  const openBatch = (): Batch => {
    if (open) return open
    open = { begins: [], ends: [] }
    write(open)
    return open
  }

  return {
    begin: (record) =>
      new Promise((resolve, reject) => {
        openBatch().begins.push({ record, result: false, resolve, reject })
      }),
    end: (record) =>
      new Promise((resolve, reject) => {
        openBatch().ends.push({ record, result: undefined, resolve, reject })
      }),
  }
}

function settleEntry<Result>({ result, resolve, reject }: Entry<unknown, Result>, error: Error | null): void {
  if (error) reject(error)
  else resolve(result)
}

const split = ({ begins, ends }: Batch): Batch[] => [
  ...begins.map((begin) => ({ begins: [begin], ends: [] })),
  ...ends.map((end) => ({ begins: [], ends: [end] })),
]
