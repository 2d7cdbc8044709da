import { setImmediate } from 'node:timers'
import type { Database, Statement } from 'better-sqlite3'
import type { SendRequest } from '#main/core/ports.ts'
import type { ServiceParts } from '#main/service.ts'
import type { FaultPoint } from './fault-points.ts'
import { faultPoints, isFaultPointName } from './fault-points.ts'

/** A Creel that ends itself as `kill -9` would, when it comes to a point for the nth time; `fault` is `point:n`. */
export function withFault(parts: ServiceParts, fault: string): ServiceParts {
  const [name = '', times = ''] = fault.split(':')
  if (!isFaultPointName(name) || !/^[1-9]\d*$/.test(times)) throw new Error(`“${fault}” is no fault.`)
  const point: FaultPoint = faultPoints[name]
  const pass = createCountdown(Number(times))
  if (point.kind === 'sending') return { ...parts, aroundSending: (send) => aroundSending(send, point.when, pass) }
  return {
    ...parts,
    openDatabase(file, now) {
      const db = parts.openDatabase(file, now)
      aroundStatements(db, point, pass)
      return db
    },
  }
}

function createCountdown(times: number): () => void {
  let left = times
  return () => {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
}

function aroundSending(send: SendRequest, when: 'before' | 'under-way' | 'after', pass: () => void): SendRequest {
  return async (request, options) => {
    if (when === 'before') pass()
    const sent = send(request, options)
    // By then it has gone out, and no answer has come.
    if (when === 'under-way') setImmediate(pass)
    const result = await sent
    if (when === 'after') pass()
    return result
  }
}

type DatabasePoint = Exclude<FaultPoint, { kind: 'sending' }>

function aroundStatements(db: Database, { kind, sql: wanted, when }: DatabasePoint, pass: () => void): void {
  const prepare = db.prepare.bind(db) as (sql: string) => Statement
  let hasRun = false
  const around = (statement: Statement, { isAt, marks }: { isAt: () => boolean; marks: boolean }): void => {
    const run = statement.run.bind(statement)
    statement.run = (...values) => {
      const stops = isAt()
      if (stops && when === 'before') pass()
      const result = run(...values)
      if (stops && when === 'after') pass()
      hasRun = marks
      return result
    }
  }
  const ours = (sql: string): Statement => {
    const statement = prepare(sql)
    const isWanted = sql.trim().startsWith(wanted)
    if (isWanted) around(statement, { isAt: () => kind === 'statement', marks: true })
    else if (sql === 'commit') around(statement, { isAt: () => kind === 'commit' && hasRun, marks: false })
    return statement
  }
  db.prepare = ours as Database['prepare']
}
