import type { Database } from 'better-sqlite3'
import type { Tx } from './handles.ts'
import { createTransactionHandles } from './transaction-handle.ts'
import { runBody } from './write-body.ts'
import { inWords, isFatal } from './write-error.ts'

/** A write on the hot path: prepared statements only, run at once; `settle` is called after the commit. */
export type HotWrite = { run: () => void; settle: (error: Error | null) => void }

export type BodyWrite = { body: (tx: Tx) => Promise<unknown>; settle: (error: Error | null, value: unknown) => void }

/** All that one turn of the writer has to write, in order. */
export type Turn = { hot: HotWrite[]; bodies: BodyWrite[] }

/** What is to be said to whom after the commit. */
export type Settlements = ReadonlyArray<() => void>

/** Runs a turn in one transaction. A write that fails, fails alone; what makes the commit impossible is thrown. */
export type TurnRunner = {
  run: (turn: Pick<Turn, 'hot'>) => Settlements
  runWithBodies: (turn: Turn) => Promise<Settlements>
  /** Takes back what a turn that cannot be committed has done. */
  rollBack: () => void
  /** True while a body runs. */
  isInBody: () => boolean
}

export function createTurnRunner(db: Database): TurnRunner {
  const newHandle = createTransactionHandles(db)
  const { begin, commit, startAgain, savepoint, release, undo, rollBack } = prepareTurnStatements(db)
  let isInBody = false

  /** All hot writes share one savepoint beside bodies; if one fails, they are run again singly so that it fails alone. */
  const runHot = (writes: readonly HotWrite[]): Array<() => void> => {
    const error = writes.length === 0 ? null : runTogether(writes)
    if (error === null) return writes.map((write) => () => write.settle(null))
    if (writes.length > 1) return writes.flatMap((write) => runHot([write]))
    return writes.map((write) => () => write.settle(inWords(error)))
  }

  const runTogether = (writes: readonly HotWrite[]): unknown => {
    savepoint.run()
    try {
      for (const write of writes) write.run()
      release.run()
      return null
    } catch (error) {
      undo(error)
      return error
    }
  }

  /** With the transaction to themselves hot writes need no savepoint, which would copy each page that they change. */
  const runAlone = (writes: readonly HotWrite[]): Settlements => {
    try {
      for (const write of writes) write.run()
      return writes.map((write) => () => write.settle(null))
    } catch (error) {
      startAgain(error)
      return writes.flatMap((write) => runHot([write]))
    }
  }

  const runOneBody = async ({ body, settle }: BodyWrite): Promise<() => void> => {
    savepoint.run()
    isInBody = true
    const outcome = await runBody(body, newHandle())
    isInBody = false
    if (outcome.kind === 'done') {
      release.run()
      return () => settle(null, outcome.value)
    }
    undo(outcome.error)
    return () => settle(inWords(outcome.error), undefined)
  }

  return {
    isInBody: () => isInBody,
    rollBack,
    run({ hot }) {
      begin()
      const settlements = runAlone(hot)
      commit.run()
      return settlements
    },
    async runWithBodies({ hot, bodies }) {
      begin()
      const settlements = runHot(hot)
      for (const write of bodies) settlements.push(await runOneBody(write))
      commit.run()
      return settlements
    },
  }
}

function prepareTurnStatements(db: Database) {
  const beginImmediate = db.prepare('begin immediate')
  const rollback = db.prepare('rollback')
  const release = db.prepare('release one')
  const rollbackTo = db.prepare('rollback to one')
  const rollBack = (): void => {
    if (db.inTransaction) rollback.run()
  }
  const begin = (): void => {
    // Left open where the disk failed at the rollback too.
    rollBack()
    beginImmediate.run()
  }
  // A full disk has already rolled everything back: then there is nothing to undo, and the turn fails whole.
  const passOnFatal = (error: unknown): void => {
    if (isFatal(error) || !db.inTransaction) throw error
  }
  return {
    begin,
    rollBack,
    commit: db.prepare('commit'),
    savepoint: db.prepare('savepoint one'),
    release,
    undo: (error: unknown): void => {
      passOnFatal(error)
      rollbackTo.run()
      release.run()
    },
    startAgain: (error: unknown): void => {
      passOnFatal(error)
      begin()
    },
  }
}
